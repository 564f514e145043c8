// `npm run bench`: figures as ratios to the bare limit, measured in the same run. Nothing here passes or fails a test.
import { benchCommits } from "./commits.ts";
import { rowsOf, tableOfElements } from "./elements-report.ts";
import { benchElements } from "./elements.ts";
import { benchEvents } from "./events.ts";
import { benchHttp } from "./http.ts";
import { benchLinkedIn } from "./linkedin.ts";
import { measurePage } from "./page.ts";
import { benchPull, benchVideo } from "./pull.ts";
import { measureSizes } from "./sizes.ts";
import { benchSuite } from "./suite.ts";
import { tableOf } from "./table.ts";

const rows: [what: string, ours: string, against: string, ratio: string, toReach: string][] = [];
const whole = (value: number) => new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value);
const ratio = (ours: number, bare: number) => (ours / bare).toFixed(2);

const step = async (name: string, work: () => Promise<void>) => {
  process.stderr.write(`${name} …\n`);
  await work();
};

await step("sizes", async () => {
  for (const { what, bytes, atMost } of await measureSizes()) rows.push([`${what}, bytes`, whole(bytes), "", ratio(bytes, atMost), `≤ ${whole(atMost)}`]);
});
await step("page", async () => {
  const { layoutShift, longestTaskMs, readyMs } = await measurePage();
  rows.push(["layout shift with the inner link", layoutShift.toFixed(3), "", "", "0"]);
  rows.push(["longest task with 200 buttons, ms", whole(longestTaskMs), "", "", "< 50"]);
  rows.push(["200 buttons ready after the script, ms", whole(readyMs), "", "", "–"]);
});
let elementsAndPeers = "The elements stand alone: their peers could not be installed.";
await step("elements and their peers", async () => {
  const elements = await benchElements((part) => process.stderr.write(`  ${part} …\n`));
  if (!elements) return;
  rows.push(...rowsOf(elements));
  elementsAndPeers = tableOfElements(elements);
});
await step("commits", async () => {
  const { ours, bare } = await benchCommits();
  rows.push(["durable batches a second, 64 in flight", whole(ours), `bare group commit ${whole(bare)}`, ratio(ours, bare), "≥ 0.50"]);
});
await step("pull", async () => {
  const { ours, bare } = await benchPull();
  rows.push(["profiles with a file pulled a second, of 1,000", whole(ours), `bare loop ${whole(bare)}`, ratio(ours, bare), "≥ 0.50"]);
});
await step("video", async () => {
  rows.push(["memory grown by a 100 MB video, MB", (await benchVideo()).toFixed(1), "", "", "a few"]);
});
await step("events", async () => {
  const { bareEvents, events, atHalf, bareProfiles, profiles } = await benchEvents();
  const against = (bare: { perSecond: number }) => `same server, no storage ${whole(bare.perSecond)}`;
  rows.push(["signed events durable before their answer a second", whole(events.perSecond), against(bareEvents), ratio(events.perSecond, bareEvents.perSecond), "≥ 0.50"]);
  rows.push(["their p99 at half that load, ms", whole(atHalf.p99Ms), "", "", "< 50"]);
  rows.push(["profiles made applications before their answer a second", whole(profiles.perSecond), against(bareProfiles), ratio(profiles.perSecond, bareProfiles.perSecond), "–"]);
});
await step("suite", async () => {
  const { ours, bare, resync, lookUpMs } = await benchSuite();
  rows.push(["candidates of a first sync a second, of 10,000", whole(ours), `bare calls, 4 at once ${whole(bare)}`, ratio(ours, bare), "≥ 0.80"]);
  rows.push(["writes to the suite in an unchanged sync of them", whole(resync.writes), `${resync.calls} reads in ${whole(resync.ms)} ms`, "", "0"]);
  rows.push(["look-up among a million matches, ms", lookUpMs.toFixed(3), "", "", "< 1"]);
});
await step("linkedin", async () => {
  const { batches, seconds, firstMs } = await benchLinkedIn();
  rows.push(["seconds to name 1,000 integrations at LinkedIn", seconds.toFixed(1), `one batch a second: ${batches - 1}`, ratio(batches - 1, seconds), "1.00"]);
  rows.push(["LinkedIn callback to the first call, ms", whole(firstMs), "", "", "< 1,000"]);
});
await step("http", async () => {
  const { ours, bare } = await benchHttp();
  rows.push(["GET /v1/jobs/{id} a second", whole(ours), `bare node:http ${whole(bare)}`, ratio(ours, bare), "–"]);
});

console.log(`${tableOf(["figure", "ours", "against", "ratio", "to reach"], rows, [1, 3])}\n\n${elementsAndPeers}`);
