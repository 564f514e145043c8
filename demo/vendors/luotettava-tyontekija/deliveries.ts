// Brings messages to the partner: repeats until a 200, as often as the schedule says, and notes every try.
import { setTimeout as sleep } from "node:timers/promises";
import { writeMessage, type Status } from "./messages.ts";
import type { Delivery, Person, Vendor } from "./state.ts";
import type { Profile } from "./profile.ts";

const shown = 4000;
const mostKept = 500;

/** A refusal of the stand-in itself: nobody of that id, nothing to withdraw, no target. */
export class LtError extends Error {}

/** Sends the profile, first as new, later as a change; answers when it arrived or was given up. */
export async function share(vendor: Vendor, personId: string, profile?: Profile, status?: Status): Promise<Delivery[]> {
  const { state, now } = vendor;
  const person = findPerson(vendor, personId);
  if (profile) person.profile = profile;
  const kind = status ?? (person.shared === "shared" ? "updated" : "new");
  const { variants, newStatus } = state.switches;
  const body = writeMessage({ id: personId, status: kind, profile: person.profile, variants, newStatus });
  Object.assign(person, { shared: "shared", changedAt: new Date(now()).toISOString(), body });
  return send(vendor, { person, status: kind, body });
}

/** Takes the application back: a message with the id alone. With `late-retry` the profile then arrives once more. */
export async function withdraw(vendor: Vendor, personId: string): Promise<Delivery[]> {
  const { state, now } = vendor;
  const person = findPerson(vendor, personId);
  const { variants, newStatus } = state.switches;
  const earlier = person.body;
  Object.assign(person, { shared: "withdrawn", changedAt: new Date(now()).toISOString() });
  const revoked = await send(vendor, { person, status: "revoked", body: writeMessage({ id: personId, status: "revoked", profile: null, variants, newStatus }) });
  if (!variants.includes("late-retry") || !earlier) return revoked;
  return [...revoked, ...(await send(vendor, { person, status: "late", body: earlier }))];
}

/** Sends a message `repeat` times; each time until a 200, the end of the schedule, or a newer message of the same person. */
export async function send(vendor: Vendor, message: { person: Person | null; status: Delivery["status"]; body: Buffer<ArrayBuffer> }): Promise<Delivery[]> {
  const { state, stopping } = vendor;
  state.counts.messages += 1;
  const number = state.counts.messages;
  const { repeat, retryMs } = state.switches;
  const deliveries: Delivery[] = [];

  for (let turn = 0; turn < repeat; turn += 1) {
    for (let attempt = 1; ; attempt += 1) {
      const delivery = await tryOnce(vendor, number, attempt, message);
      deliveries.push(delivery);
      const pause = retryMs[attempt - 1];
      if (delivery.answerStatus === 200 || pause === undefined || stopping.aborted || isOutdated(vendor, delivery)) break;
      delivery.nextAt = new Date(vendor.now() + pause).toISOString();
      await sleep(pause, undefined, { signal: stopping, ref: false }).catch(() => undefined);
      delivery.nextAt = null;
      if (stopping.aborted || isOutdated(vendor, delivery)) break;
    }
  }
  return deliveries;
}

async function tryOnce(
  vendor: Vendor,
  message: number,
  attempt: number,
  { person, status, body }: { person: Person | null; status: Delivery["status"]; body: Buffer<ArrayBuffer> },
): Promise<Delivery> {
  const { state, now } = vendor;
  const { target, switches } = state;
  if (!target) throw new LtError("No partner is set: POST /lt/control/target");
  const url = `${target.edgeUrl.replace(/\/$/, "")}/hooks/luotettava-tyontekija/${target.tenant}${switches.variants.includes("trailing-slash") ? "/" : ""}`;
  const token = switches.variants.includes("wrong-key") ? "wrong-key" : target.token;
  state.counts.deliveries += 1;
  const delivery: Delivery = {
    number: state.counts.deliveries,
    message,
    personId: person?.id ?? null,
    status,
    attempt,
    url,
    bytes: body.length,
    sent: body.toString("utf8", 0, shown),
    answerStatus: null,
    answer: "",
    at: new Date(now()).toISOString(),
    nextAt: null,
  };
  state.deliveries.push(delivery);
  if (state.deliveries.length > mostKept) state.deliveries.shift();

  const headers = { "content-type": "application/json", ...(!switches.variants.includes("no-key") && { authorization: `Bearer ${token}` }) };
  try {
    const response = await vendor.fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([vendor.stopping, AbortSignal.timeout(switches.timeoutMs)]),
    });
    Object.assign(delivery, { answer: (await response.text()).slice(0, shown), answerStatus: response.status });
  } catch (error) {
    delivery.answer = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
  }
  return delivery;
}

// What has been overtaken is not brought again, unless that is the accident wanted.
function isOutdated({ state }: Vendor, { personId, message }: Delivery): boolean {
  return personId !== null && !state.switches.variants.includes("late-retry") && state.deliveries.some((other) => other.personId === personId && other.message > message);
}

function findPerson({ state }: Vendor, id: string): Person {
  const person = state.people.get(id);
  if (!person) throw new LtError(`Nobody has the id ${id}`);
  return person;
}
