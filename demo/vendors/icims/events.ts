// The documented events: who causes each, what it carries, which answer is the good one.
// https://developer.icims.com/REST-API/Integration-Events
import type { Workflow } from "./records.ts";

export type Actor = "recruiter" | "candidate" | "new hire";

/** `about` is what `systemId` names. */
export const eventTypes = {
  AssessmentEvent: { title: "Application complete", actor: "candidate", success: 303, about: "workflow" },
  WorkFlowStatusChangeEvent: { title: "Status flow update", actor: "recruiter", success: 200, about: "workflow" },
  OnboardPortalTaskEvent: { title: "Onboard portal task", actor: "new hire", success: 303, about: "person" },
  JobPostToWebEvent: { title: "Job posting", actor: "recruiter", success: 303, about: "job" },
  JobUnpostToWebEvent: { title: "Job unposting", actor: "recruiter", success: 200, about: "job" },
  ViewJobWebPostEvent: { title: "Job edit", actor: "recruiter", success: 303, about: "job" },
  RemoteLoginEvent: { title: "Remote login", actor: "recruiter", success: 303, about: "user" },
} as const satisfies Record<string, { title: string; actor: Actor; success: 200 | 303; about: "workflow" | "person" | "job" | "user" }>;
export type EventType = keyof typeof eventTypes;

export const eventNames: readonly EventType[] = [
  "AssessmentEvent",
  "WorkFlowStatusChangeEvent",
  "OnboardPortalTaskEvent",
  "JobPostToWebEvent",
  "JobUnpostToWebEvent",
  "ViewJobWebPostEvent",
  "RemoteLoginEvent",
];

export type EventSource = { customerId: string; workflow: Workflow; userId: string; newStatus: string; portalUrl: string; apiUrl: string };

/** All ids are strings, as in every documented example; `links` point at the API. */
export function buildEvent(eventType: EventType, { customerId, workflow, userId, newStatus, portalUrl, apiUrl }: EventSource): Record<string, unknown> {
  const { id, personId, jobId, status } = workflow;
  const link = (rel: string, title: string, path: string) => ({ rel, title, url: `${apiUrl}/customers/${customerId}/${path}` });
  const links = {
    workflow: link("applicantWorkflow", "Applicant Workflow", `applicantworkflows/${id}`),
    job: link("job", "Job", `jobs/${jobId}`),
    person: link("person", "Person", `people/${personId}`),
    user: link("user", "User", `people/${userId}`),
  };
  const returnUrl = `${portalUrl}/return?job=${jobId}`;

  switch (eventType) {
    case "AssessmentEvent":
      return { customerId, eventType, systemId: id, userId: personId, returnUrl, links: [links.workflow, links.person, links.job] };
    case "WorkFlowStatusChangeEvent":
      return { customerId, eventType, systemId: id, userId, personId, jobId, oldStatus: status, newStatus, links: [links.workflow, links.person, links.job, links.user] };
    case "OnboardPortalTaskEvent":
      return {
        customerId,
        eventType,
        systemId: personId,
        userId: personId,
        returnUrl: `${portalUrl}/task-done?task=i9`,
        incompleteUrl: `${portalUrl}/task-open?task=i9`,
        links: [links.person],
      };
    case "JobPostToWebEvent":
      return { customerId, eventType, systemId: jobId, userId, portalUrl: `${portalUrl}/posting?job=${jobId}`, links: [links.job, links.user] };
    case "JobUnpostToWebEvent":
    case "ViewJobWebPostEvent":
      return { customerId, eventType, systemId: jobId, userId, links: [links.job, links.user] };
    case "RemoteLoginEvent":
      return { customerId, eventType, systemId: userId, userId, returnUrl: `${portalUrl}/return?user=${userId}`, links: [links.user] };
  }
}
