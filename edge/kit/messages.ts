// The messages that the bridge sends: one member a type, so that `message.type` tells what `message.data` holds.
import type { Application, ConnectionState, Integration } from "./shapes.ts";

/** An application without its data: it was erased or withdrawn. */
export type Gone = { id: string; channel: Application["channel"]; externalId: string; state: "revoked" };
type Interview = { jobId: string | null; applicationId?: string };

export type MessageData = {
  "application.received": Application;
  "application.updated": Application;
  "application.parked": Application;
  "application.revoked": Gone;
  "application.erased": Gone;
  "interview.rule.met": Interview & { rule: { on: string; when?: { atLeast?: number; status?: string }; do: string }; value?: number | string };
  "interview.project.changed": { jobId: string | null; project: { id: string; name: string; status: string } };
  "interview.project.deleted": { jobId: string | null; project: { id: string } };
  /** `person` is there for those only whom the ATS cannot know: they were entered in the suite. */
  "interview.candidate.changed": Interview & {
    candidate: { id: string; status: string; person?: { firstName: string | null; lastName: string | null; email: string | null; phone: string | null } };
  };
  "interview.candidate.deleted": Interview & { candidate: { id: string } };
  "interview.rating.changed": Interview & { rating: { id: string; value: number; maximum?: number } };
  "interview.rating.deleted": Interview & { rating: { id: string } };
  "linkedin.integration.changed": Integration & { previousStatus: string };
  "icims.event.received": {
    eventType: string;
    customerId: string;
    systemId?: string | null;
    newStatus: string | null;
    oldStatus: string | null;
    jobId: string | null;
    personId: string | null;
  };
  /** `cause` and `nextStep` are in the tenant's language; `causeCode` is stable. */
  "connection.state.changed": {
    provider: string;
    state: ConnectionState;
    previousState: ConnectionState;
    cause: string | null;
    causeCode: string | null;
    nextStep: string | null;
    since: string;
  };
  "alert.raised": {
    id: string;
    tenant: string;
    kind: string;
    provider: string | null;
    subject: string | null;
    text: string;
    nextStep: string;
    since: string;
    toldAt: string | null;
  };
  "bridge.test": { id: string; requestedBy: string };
};

export type MessageType = keyof MessageData;
/** A repeat carries the same `id`: whatever was done for it once must not be done again. */
export type Message = { [Type in MessageType]: { id: string; type: Type; timestamp: string; data: MessageData[Type] } }[MessageType];
