// iCIMS's six scenarios for integration events, played against a running edge.
// https://developer.icims.com/REST-API/Integration-Events-Best-Practices
import { objectIn } from "../probe.ts";
import type { Probe } from "../probe.ts";
import { pathOf } from "../operator.ts";
import type { ListedEvent } from "../operator.ts";
import { WrongUsage } from "../ports.ts";
import { proofOf } from "./icims-proof.ts";
import { collector, seen, statusIs } from "./sample.ts";
import type { Context, Judged, Sample } from "./sample.ts";

const PATH = "/hooks/icims";
const LATE_MS = 5;

type Event = Readonly<Record<string, unknown>>;

/** A recruiter moves a candidate on. Each run has a workflow of its own, so that nothing is a repeat by accident. */
const statusChange = (context: Context, systemId: string): Event => ({
  customerId: context.need("customer", "9001"),
  eventType: "WorkFlowStatusChangeEvent",
  systemId,
  userId: "77",
  personId: context.given.text("person") ?? "3301",
  jobId: context.given.text("job") ?? "2201",
  oldStatus: "D10001",
  newStatus: "D10010",
  links: [],
});

const userMessage = (found: Probe): string => ("failure" in found ? "" : (objectIn<{ error: { userMessage?: string } }>(found.text).error?.userMessage ?? ""));

const same = (first: Probe, second: Probe): boolean =>
  !("failure" in first) &&
  !("failure" in second) &&
  first.answer.status === second.answer.status &&
  first.text === second.text &&
  first.answer.headers.get("location") === second.answer.headers.get("location");

const taken = (found: Probe): Judged => statusIs(found, 200);
const again = (first: Probe, second: Probe): Judged => ({
  actual: seen(second, same(first, second) ? "the same" : "another answer"),
  good: same(first, second) && statusIs(second, 200).good,
});

export const icims: Sample = async (context) => {
  const { send, given, operator, tenant } = context;
  const prove = proofOf(context);
  const wanted = given.text("scenario");
  if (wanted !== undefined && !/^[1-6]$/.test(wanted)) throw new WrongUsage("--scenario takes 1 to 6");
  const { steps, note } = collector();
  const run = String(Date.now() % 1_000_000_000);
  const post = async (event: Event, secret?: string, signal?: AbortSignal): Promise<Probe> => {
    const body = JSON.stringify(event);
    return send(PATH, { method: "POST", headers: await prove(body, secret), body, ...(signal ? { signal } : {}) });
  };
  const of = (scenario: number) => statusChange(context, `${run}${scenario}`);
  /** What the edge has written down: one event, however often it came. */
  const recorded = async (scenario: number, title: string, received: (count: number) => boolean) => {
    if (!operator) return;
    const { items } = await operator.read<{ items: ListedEvent[] }>("GET", pathOf(tenant, "/events"), { query: { provider: "icims", q: `${run}${scenario}` } });
    const [first] = items;
    note(title, "look into the record table", "one event", {
      actual: `${items.length} ${items.length === 1 ? "event" : "events"}, received ${first?.received === 1 ? "once" : `${first?.received ?? 0} times`}`,
      good: items.length === 1 && first !== undefined && received(first.received),
    });
  };

  const proof = async () => {
    const title = "proof";
    note(title, "an event with a wrong secret", "401", statusIs(await post(of(0), "not-the-secret"), 401));
    note(title, "an event without proof", "401", statusIs(await send(PATH, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(of(0)) }), 401));
    note(title, "another customer's event", "403", statusIs(await post({ ...of(0), customerId: "999999999" }), 403));
  };
  const scenarios: Readonly<Record<string, () => Promise<void>>> = {
    async 1() {
      const title = "1 success";
      note(title, "a status change", "200", taken(await post(of(1))));
      await recorded(1, title, (count) => count === 1);
    },
    async 2() {
      const title = "2 several at once";
      const answers = await Promise.all(Array.from({ length: 5 }, () => post(of(2))));
      const [first] = answers;
      const good = first !== undefined && answers.every((each) => again(first, each).good);
      note(title, "the same event five times at once", "5 × 200, alike", { actual: `${answers.map((each) => seen(each)).join(", ")}${good ? ", alike" : ""}`, good });
      if (first) note(title, "once more afterwards", "200, the same", again(first, await post(of(2))));
      await recorded(2, title, (count) => count === 6);
    },
    async 3() {
      const title = "3 a fault";
      const { newStatus: _, ...incomplete } = of(3);
      const fixable = await post(incomplete);
      const words = userMessage(fixable);
      note(title, "a field is missing that the user can fill in", "400, names the field", {
        actual: seen(fixable, words),
        good: statusIs(fixable, 400).good && words.includes("{{applicantworkflow.status}}"),
      });
      note(title, "the corrected event", "200", taken(await post(of(3))));
      const hopeless = await post({ ...of(3), eventType: "JobPostToWebEvent", portalUrl: "https://not-allowed.example/" });
      note(title, "something that the user cannot fix", "500, shows no internals", {
        actual: seen(hopeless, userMessage(hopeless)),
        good: statusIs(hopeless, 500).good && userMessage(hopeless) !== "" && !("failure" in hopeless) && !/\bat .+:\d+/.test(hopeless.text),
      });
    },
    async 4() {
      const title = "4 not reached";
      const unsent = AbortSignal.abort(new Error("the line was cut before anything was sent"));
      const cut = await post(of(4), undefined, unsent);
      note(title, "an event that never arrives", "no answer", { actual: seen(cut), good: "failure" in cut });
      note(title, "the user tries again", "200", taken(await post(of(4))));
      await recorded(4, title, (count) => count === 1);
    },
    async 5() {
      const title = "5 confirmation lost";
      const lost = await post(of(5));
      note(title, "an event whose answer gets lost", "200", taken(lost));
      note(title, "the user tries again", "200, the same", again(lost, await post(of(5))));
      await recorded(5, title, (count) => count === 2);
    },
    async 6() {
      const title = "6 unknown failure";
      const dropped = await post(of(6), undefined, AbortSignal.timeout(LATE_MS));
      note(title, "the line is cut somewhere on the way", "any answer or none", { actual: seen(dropped), good: true });
      const retried = await post(of(6));
      note(title, "the user tries again", "200", taken(retried));
      note(title, "and again", "200, the same", again(retried, await post(of(6))));
      await recorded(6, title, (count) => count === 2 || count === 3);
    },
  };
  if (wanted === undefined) await proof();
  for (const [name, play] of Object.entries(scenarios)) if (wanted === undefined || wanted === name) await play();
  return steps;
};
