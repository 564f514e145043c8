// What the doctor asks of the edge itself: is it there, safe to talk to, complete, and awake.
import { toBase64 } from "./hashing.ts";
import { SANDBOX_TOKEN } from "./operator.ts";
import type { Operator, System } from "./operator.ts";
import type { Terminal } from "./ports.ts";
import { TIMEOUT_MS, objectIn, probe } from "./probe.ts";
import type { Probe } from "./probe.ts";
import { bad, good, warn } from "./report.ts";
import type { Finding } from "./report.ts";

const TICK_SLOW_SECONDS = 120;
const SKEW_WARN_SECONDS = 5;
/** Signed messages and iCIMS's HMAC allow five minutes. */
const SKEW_BAD_SECONDS = 120;
const TASK_LATE_SECONDS = 600;

const isLoopback = (host: string) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const transport = (edge: string): Finding => {
  const { protocol, hostname } = new URL(edge);
  if (protocol === "https:") return good("tls", "TLS", "https, with a certificate that this machine trusts");
  return isLoopback(hostname)
    ? warn("tls", "TLS", "plain http, on this machine only", "fine for trying things out; LinkedIn and iCIMS need a public https address")
    : bad("tls", "TLS", "plain http over a network: tokens and candidates' data can be read on the way", "put TLS in front of the edge and set PUBLIC_URL to the https address");
};

const clockOf = (found: Exclude<Probe, { failure: string }>): Finding => {
  const date = Date.parse(found.answer.headers.get("date") ?? "");
  if (Number.isNaN(date)) return warn("clock", "Clock", "the answer carries no Date header", "let the proxy in front of the edge pass it on");
  // The header has whole seconds, and the answer was under way for half the time.
  const apart = Math.round(Math.max(0, Math.abs(date + 500 - (found.at + found.tookMs / 2)) - 500) / 1_000);
  const says = apart === 0 ? "agrees with this machine" : `${apart} s apart from this machine`;
  if (apart <= SKEW_WARN_SECONDS) return good("clock", "Clock", says);
  const next = "set both machines' clocks by NTP: signatures are good for five minutes only";
  return apart < SKEW_BAD_SECONDS ? warn("clock", "Clock", says, next) : bad("clock", "Clock", says, next);
};

export const reach = async (terminal: Terminal, edge: string): Promise<{ findings: Finding[]; alive: boolean }> => {
  const found = await probe(terminal, `${edge}/health`);
  if ("failure" in found) {
    const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/i.test(found.failure);
    const next = certificate
      ? "install a certificate that is publicly valid for this name: vendors take no other"
      : "is the edge running, is the address right, does a firewall let it through?";
    return { findings: [bad("reach", "Reachable", found.failure, next)], alive: false };
  }
  if (found.answer.status !== 200 || !found.text.includes('"ok"'))
    return {
      findings: [
        bad(
          "reach",
          "Reachable",
          `${edge}/health answers ${found.answer.status}, and not as an edge would`,
          "is this the edge's own address? A proxy or another site may be answering",
        ),
      ],
      alive: false,
    };
  return { findings: [good("reach", "Reachable", `${edge} answers in ${found.tookMs} ms`), transport(edge), clockOf(found)], alive: true };
};

export const readiness = async (terminal: Terminal, edge: string): Promise<{ finding: Finding; mode: string | undefined }> => {
  const found = await probe(terminal, `${edge}/ready`);
  if ("failure" in found) return { finding: bad("ready", "Ready", found.failure, "look at the edge's log"), mode: undefined };
  const said = objectIn<{ mode: string; missing: string[] }>(found.text);
  const finding =
    found.answer.status === 200
      ? good("ready", "Ready", said.mode === "live" ? "live mode" : "sandbox mode: vendors may be stand-ins, known secrets are allowed")
      : bad("ready", "Ready", (said.missing ?? [`/ready answers ${found.answer.status}`]).join("; "), "put right what is named; nothing is taken in until then");
  return { finding, mode: said.mode };
};

/** A proxy in front of the edge may take headers away, so they are looked at where they arrive. */
export const headers = async (terminal: Terminal, edge: string, mode: string | undefined): Promise<Finding> => {
  const found = await probe(terminal, `${edge}/docs`);
  if ("failure" in found) return bad("headers", "Security headers", found.failure, "look at the edge's log");
  const has = found.answer.headers;
  const lacking = [
    ...(/frame-ancestors/.test(has.get("content-security-policy") ?? "") ? [] : ["Content-Security-Policy with frame-ancestors"]),
    ...(has.get("x-content-type-options") === "nosniff" ? [] : ["X-Content-Type-Options: nosniff"]),
    ...(has.has("referrer-policy") ? [] : ["Referrer-Policy"]),
    ...(mode !== "live" || has.has("strict-transport-security") ? [] : ["Strict-Transport-Security"]),
  ];
  return lacking.length === 0
    ? good("headers", "Security headers", "frame-ancestors, nosniff and referrer policy arrive")
    : bad("headers", "Security headers", `missing: ${lacking.join(", ")}`, "let the proxy in front of the edge pass all headers on as they are");
};

type Manifest = { readonly version: string; readonly files: Readonly<Record<string, { readonly file: string; readonly integrity: string }>> };

export const widgets = async (terminal: Terminal, edge: string): Promise<Finding> => {
  const what = "Elements";
  const rebuild = "run npm run build and deploy once more; if a proxy or cache changes scripts, switch that off for /widgets/";
  const listed = await probe(terminal, `${edge}/widgets/manifest.json`);
  if ("failure" in listed || listed.answer.status !== 200) return bad("widgets", what, "/widgets/manifest.json does not come", rebuild);
  const manifest = objectIn<Manifest>(listed.text);
  const script = manifest.files?.["ats-bridge.js"];
  if (!script) return bad("widgets", what, "the manifest names no ats-bridge.js", rebuild);
  const loaded = await terminal.fetch(`${edge}/widgets/${script.file}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
  if (!loaded?.ok) return bad("widgets", what, `/widgets/${script.file} does not come`, rebuild);
  const integrity = `sha384-${toBase64(new Uint8Array(await crypto.subtle.digest("SHA-384", await loaded.arrayBuffer())))}`;
  if (integrity !== script.integrity) return bad("widgets", what, "ats-bridge.js is not the file that the manifest describes", rebuild);
  if (loaded.headers.get("access-control-allow-origin") !== "*")
    return bad("widgets", what, "ats-bridge.js may not be loaded by other sites: Access-Control-Allow-Origin is missing", rebuild);
  return good("widgets", what, `ats-bridge.js ${manifest.version ?? ""} loads, byte for byte as built`);
};

/** Asked with the token that everybody knows. */
export const exampleToken = async (terminal: Terminal, edge: string, mode: string | undefined): Promise<Finding> => {
  const found = await probe(terminal, `${edge}/v1/tenants?limit=1`, { headers: { authorization: `Bearer ${SANDBOX_TOKEN}` } });
  const open = !("failure" in found) && found.answer.status === 200;
  if (!open) return good("example-secrets", "Example secrets", "the known operator token opens nothing");
  const next = "make your own: ats-bridge secrets init";
  return mode === "live" || !isLoopback(new URL(edge).hostname)
    ? bad("example-secrets", "Example secrets", "the operator token is the example that everybody knows", next)
    : warn("example-secrets", "Example secrets", "the operator token is the example, on this machine only", next);
};

const ago = (seconds: number): string => (seconds < 120 ? `${seconds} s` : seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`);

const settingsOf = ({ settings, missing }: System): Finding => {
  const named = (state: string) => settings.filter((each) => each.state === state).map(({ name }) => name);
  if (missing.length > 0) return bad("settings", "Settings", missing.join("; "), "set them and start the edge once more");
  const unset = named("missing");
  return good("settings", "Settings", `${named("set").length} set, ${named("default").length} as they come${unset.length > 0 ? `, without ${unset.join(", ")}` : ""}`);
};

const tick = (system: System): Finding => {
  const next = system.runtime === "workers" ? "does wrangler.toml name the cron trigger, and is it deployed?" : "is the process alive, and is its log quiet?";
  if (system.lastTickAt === null) return bad("tick", "Scheduler", "has never run", next);
  const seconds = Math.max(0, Math.round((Date.parse(system.now) - Date.parse(system.lastTickAt)) / 1_000));
  return seconds <= TICK_SLOW_SECONDS
    ? good("tick", "Scheduler", `ran ${ago(seconds)} ago`)
    : bad("tick", "Scheduler", `ran ${ago(seconds)} ago: nothing is retried or pulled`, next);
};

const work = ({ totals }: System): Finding => {
  const { tasksDead, tasksReady, messagesFailed, oldestTaskSeconds } = totals;
  const counts = `${tasksReady} waiting, ${tasksDead} given up, ${messagesFailed} messages undelivered`;
  if (tasksDead > 0) return warn("work", "Tasks", counts, "GET /v1/tenants/{tenant}/tasks shows why; POST …/tasks/{id}/retry gives one all its tries again");
  if (messagesFailed > 0) return warn("work", "Tasks", counts, "once the ATS answers again: ats-bridge replay --failed");
  if ((oldestTaskSeconds ?? 0) > TASK_LATE_SECONDS)
    return warn("work", "Tasks", `${counts}; the oldest is ${ago(oldestTaskSeconds ?? 0)} late`, "is the edge's machine busy, or a vendor slow?");
  return good("work", "Tasks", counts);
};

const CONSOLE: Readonly<Record<System["consoleAuth"], string>> = {
  none: "closed: CONSOLE_AUTH is not set",
  token: "opens with the operator's token",
  access: "opens by Cloudflare Access",
  oidc: "opens by single sign-on",
};

/** What only the operator may know. */
export const inside = async (operator: Operator, edge: string): Promise<Finding[]> => {
  const system = await operator.read<System>("GET", "/v1/system");
  const { schema, publicUrl, mail, alertsTo, consoleAuth, version, runtime } = system;
  return [
    good("version", "Version", `${version} on ${runtime}`),
    settingsOf(system),
    schema.applied === schema.expected
      ? good("schema", "Database", `at ${schema.applied ?? "no migration"}`)
      : bad(
          "schema",
          "Database",
          `is at ${schema.applied ?? "no migration"}, this version needs ${schema.expected}`,
          "apply the migrations: npm run deploy does, the Node edge does when it starts",
        ),
    tick(system),
    work(system),
    publicUrl === edge || isLoopback(new URL(edge).hostname)
      ? good("public-url", "Public address", publicUrl)
      : warn("public-url", "Public address", `is ${publicUrl}, you asked at ${edge}`, "vendors and links use PUBLIC_URL: is it the one that you mean?"),
    mail
      ? good("mail", "Mail", "SMTP_URL is set")
      : warn("mail", "Mail", "SMTP_URL is not set: no acknowledgement and no alert goes out", "set SMTP_URL, or leave it where nobody is to be written to"),
    alertsTo > 0
      ? good("alerts", "Alerts", `go to ${alertsTo} ${alertsTo === 1 ? "address" : "addresses"}`)
      : warn("alerts", "Alerts", "go to nobody", "set ALERTS_TO to whoever looks after this edge"),
    good("console", "Console", CONSOLE[consoleAuth]),
  ];
};
