// Reads the settings: environment variables on Node, vars and secrets on Workers.
// Live mode refuses what is missing or an example; sandbox mode brings working defaults.
import * as v from "valibot";
import { readConsoleAuth } from "./console-auth.ts";
import type { ConsoleAuth } from "./console-auth.ts";

export const EXAMPLE_OPERATOR_TOKEN = "sandbox-operator";
export const EXAMPLE_MASTER_KEY = "c2FuZGJveC1vbmx5LW1hc3Rlci1rZXktMDEyMzQ1Njc=";

/** How fast things go. `SANDBOX_FAST` shortens times and changes no rule. */
export type Pace = {
  readonly tickMs: number;
  /** How long a minute of a schedule lasts. */
  readonly minuteMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  readonly tries: number;
  readonly leaseMs: number;
  readonly vendorTimeoutMs: number;
  /** Vendors are asked on demand only. */
  readonly onDemand: boolean;
  readonly messageRetriesMs: readonly number[];
  /** An endpoint of the ATS that has only failed for so long is switched off. */
  readonly endpointGivenUpMs: number;
};

export type Settings = {
  readonly mode: "sandbox" | "live";
  readonly publicUrl: string;
  readonly operatorToken: string;
  readonly masterKey: string;
  readonly masterKeyPrevious: string | undefined;
  readonly atsName: string;
  readonly linkedin: {
    readonly apiUrl: string;
    readonly oauthUrl: string;
    readonly pluginUrl: string;
    readonly parent: { readonly clientId: string; readonly clientSecret: string } | undefined;
    /** Of the `/rest` API, `YYYYMM`. */
    readonly version: string;
    /** A development contract stays under 15 integrations. */
    readonly developmentLimit: boolean;
  };
  readonly pitchyou: { readonly apiUrl: string; readonly applyUrl: string; readonly chatUrl: string };
  readonly mediaMaxBytes: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Addresses and CIDR blocks whose forwarding header counts. */
  readonly trustedProxies: readonly string[];
  readonly instance: string;
  readonly consoleAuth: ConsoleAuth;
  /** Who hears of trouble: e-mail addresses and https addresses. */
  readonly alertsTo: readonly string[];
  /** Calls of one tenant to `/v1`, a minute in each process; undefined for no limit. */
  readonly callsPerMinute: number | undefined;
  /** Every variable that we know, and whether somebody has set it. Never a value. */
  readonly given: readonly { readonly name: string; readonly state: "set" | "default" | "missing" }[];
  readonly pace: Pace;
};

export type Environment = Readonly<Record<string, string | undefined>>;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

// The schedule of messages to the ATS: 9 tries after the first, spread over 75 hours (Standard Webhooks' sample).
const MESSAGE_RETRIES = [5 * SECOND, 300 * SECOND, 1_800 * SECOND, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

const LIVE_PACE: Pace = {
  tickMs: SECOND,
  minuteMs: 60 * SECOND,
  firstRetryMs: 5 * SECOND,
  longestRetryMs: HOUR,
  tries: 12,
  leaseMs: 60 * SECOND,
  vendorTimeoutMs: 30 * SECOND,
  onDemand: false,
  messageRetriesMs: MESSAGE_RETRIES,
  endpointGivenUpMs: 120 * HOUR,
};
const FAST_PACE: Pace = {
  tickMs: 50,
  minuteMs: SECOND,
  firstRetryMs: 100,
  longestRetryMs: 2 * SECOND,
  tries: 8,
  leaseMs: 2 * SECOND,
  vendorTimeoutMs: 5 * SECOND,
  onDemand: true,
  messageRetriesMs: [100, 200, 400, 800, 1_600, 2_000, 2_000],
  endpointGivenUpMs: 600 * SECOND,
};

const isLoopback = (host: string) => /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Whether we may call or hand out this address: https, in sandbox mode also http to loopback. */
export const isAllowedUrl = (settings: Pick<Settings, "mode">, address: string): boolean => {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return false;
  if (url.protocol === "https:") return true;
  return settings.mode === "sandbox" && url.protocol === "http:" && isLoopback(url.hostname);
};

// What a variable's absence means in live mode: nothing works, one system waits, or a default holds.
const REQUIRED = ["OPERATOR_TOKEN", "MASTER_KEY", "PUBLIC_URL"];
const WANTED = ["SMTP_URL", "MAIL_FROM", "LINKEDIN_PARENT_CLIENT_ID", "LINKEDIN_PARENT_CLIENT_SECRET", "ALERTS_TO", "CONSOLE_AUTH"];
const ADDRESSES = ["LINKEDIN_API_URL", "LINKEDIN_OAUTH_URL", "LINKEDIN_PLUGIN_URL", "PITCHYOU_API_URL", "PITCHYOU_APPLY_URL", "PITCHYOU_CHAT_URL"];
const OPTIONAL = [
  "MODE",
  "MASTER_KEY_PREVIOUS",
  "ATS_NAME",
  "INSTANCE",
  "TRUSTED_PROXIES",
  "MEDIA_MAX_MB",
  "CALLS_PER_MINUTE",
  "LINKEDIN_VERSION",
  "DEVELOPMENT_LIMIT",
  "SANDBOX_FAST",
];

const givenIn = (env: Environment, live: boolean): Settings["given"] =>
  [...REQUIRED, ...WANTED, ...OPTIONAL, ...ADDRESSES].map((name) => ({
    name,
    state: env[name] ? "set" : live && (REQUIRED.includes(name) || WANTED.includes(name)) ? "missing" : "default",
  }));

const LIVE_CALLS_PER_MINUTE = 6_000;

const Key = v.pipe(
  v.string(),
  v.base64(),
  v.check((text) => atob(text).length === 32),
);
const STAND_INS = "http://127.0.0.1:8788";

const addresses = (env: Environment, live: boolean) => {
  const vendor = (name: string, real: string, standIn: string) => (env[name] || (live ? real : standIn)).replace(/\/+$/, "");
  return {
    linkedinApiUrl: vendor("LINKEDIN_API_URL", "https://api.linkedin.com", STAND_INS),
    linkedinOauthUrl: vendor("LINKEDIN_OAUTH_URL", "https://www.linkedin.com", STAND_INS),
    linkedinPluginUrl: vendor("LINKEDIN_PLUGIN_URL", "https://platform.linkedin.com", "http://localhost:8788"),
    apiUrl: vendor("PITCHYOU_API_URL", "https://api.pitchyou.de", `${STAND_INS}/pitchyou`),
    applyUrl: vendor("PITCHYOU_APPLY_URL", "https://{client_id}.pitchyou.de", "http://localhost:8788/pitchyou/{client_id}"),
    chatUrl: vendor("PITCHYOU_CHAT_URL", "https://chat.pitchyou.de", "http://localhost:8788/pitchyou/chat"),
  };
};

// The stand-in's parent application, for a sandbox that sets none.
const parentOf = (env: Environment, live: boolean) => {
  const clientId = env["LINKEDIN_PARENT_CLIENT_ID"] ?? (live ? "" : "linkedin-parent-demo");
  const clientSecret = env["LINKEDIN_PARENT_CLIENT_SECRET"] ?? (live ? "" : "linkedin-parent-demo-secret");
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
};

const listOf = (setting: string | undefined): string[] =>
  (setting ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);

/** The settings, or in words everything that stands in the way. */
export const readSettings = (env: Environment): { settings: Settings } | { problems: readonly string[] } => {
  const problems: string[] = [];
  const mode = env["MODE"] || "sandbox";
  const live = mode === "live";
  if (!live && mode !== "sandbox") problems.push(`MODE is "${mode}": it must be "sandbox" or "live"`);

  const secret = (name: string, example: string) => {
    const value = env[name] || (live ? "" : example);
    if (live && !value) problems.push(`${name} is missing`);
    if (live && value === example) problems.push(`${name} is the example value: make one of your own`);
    return value;
  };
  const masterKey = secret("MASTER_KEY", EXAMPLE_MASTER_KEY);
  const operatorToken = secret("OPERATOR_TOKEN", EXAMPLE_OPERATOR_TOKEN);
  if (live && operatorToken && operatorToken.length < 24) problems.push("OPERATOR_TOKEN is shorter than 24 characters");
  const masterKeyPrevious = env["MASTER_KEY_PREVIOUS"] || undefined;
  if (masterKey && !v.is(Key, masterKey)) problems.push("MASTER_KEY is not 32 bytes in base64");
  if (live && masterKeyPrevious === EXAMPLE_MASTER_KEY) problems.push("MASTER_KEY_PREVIOUS is the example value: it would open everything to everybody");
  if (masterKeyPrevious && !v.is(Key, masterKeyPrevious)) problems.push("MASTER_KEY_PREVIOUS is not 32 bytes in base64");

  const port = env["PORT"] || "8787";
  const publicUrl = (env["PUBLIC_URL"] || (live ? "" : `http://localhost:${port}`)).replace(/\/+$/, "");
  if (!publicUrl) problems.push("PUBLIC_URL is missing: the https address under which this edge is reached");
  else if (!isAllowedUrl({ mode: live ? "live" : "sandbox" }, publicUrl)) problems.push(`PUBLIC_URL is "${publicUrl}": it must be an https address`);

  const { linkedinApiUrl, linkedinOauthUrl, linkedinPluginUrl, ...pitchyou } = addresses(env, live);
  const named = {
    PITCHYOU_API_URL: pitchyou.apiUrl,
    PITCHYOU_CHAT_URL: pitchyou.chatUrl,
    PITCHYOU_APPLY_URL: pitchyou.applyUrl.replaceAll("{client_id}", "client"),
    LINKEDIN_API_URL: linkedinApiUrl,
    LINKEDIN_OAUTH_URL: linkedinOauthUrl,
    LINKEDIN_PLUGIN_URL: linkedinPluginUrl,
  };
  for (const [name, address] of Object.entries(named)) {
    if (!isAllowedUrl({ mode: live ? "live" : "sandbox" }, address)) problems.push(`${name} is "${address}": it must be an https address`);
  }
  const mediaMaxMb = Number(env["MEDIA_MAX_MB"] || "200");
  if (!(mediaMaxMb > 0)) problems.push(`MEDIA_MAX_MB is "${env["MEDIA_MAX_MB"]}": it must be a number above 0`);

  const allows = (address: string) => isAllowedUrl({ mode: live ? "live" : "sandbox" }, address);
  const consoleAuth = readConsoleAuth(env["CONSOLE_AUTH"], live, allows);
  if ("problem" in consoleAuth) problems.push(consoleAuth.problem);
  const alertsTo = listOf(env["ALERTS_TO"]);
  for (const each of alertsTo) {
    if (!/^[^\s@]+@[^\s@]+$/.test(each) && !allows(each)) problems.push(`ALERTS_TO names "${each}": it must be an e-mail address or an https address`);
  }
  const callsPerMinute = Number(env["CALLS_PER_MINUTE"] || (live ? LIVE_CALLS_PER_MINUTE : 0));
  if (!(callsPerMinute >= 0)) problems.push(`CALLS_PER_MINUTE is "${env["CALLS_PER_MINUTE"]}": it must be a number, 0 for no limit`);

  if (problems.length > 0 || "problem" in consoleAuth) return { problems };
  return {
    settings: {
      mode: live ? "live" : "sandbox",
      publicUrl,
      operatorToken,
      masterKey,
      masterKeyPrevious,
      atsName: env["ATS_NAME"] || "ATS",
      linkedin: {
        apiUrl: linkedinApiUrl,
        oauthUrl: linkedinOauthUrl,
        pluginUrl: linkedinPluginUrl,
        parent: parentOf(env, live),
        version: env["LINKEDIN_VERSION"] || "202603",
        developmentLimit: env["DEVELOPMENT_LIMIT"] === "1" && !live,
      },
      pitchyou,
      mediaMaxBytes: mediaMaxMb * 1024 * 1024,
      smtpUrl: env["SMTP_URL"] || undefined,
      mailFrom: env["MAIL_FROM"] || `no-reply@${new URL(publicUrl).hostname}`,
      trustedProxies: listOf(env["TRUSTED_PROXIES"]),
      consoleAuth,
      alertsTo,
      callsPerMinute: callsPerMinute || undefined,
      given: givenIn(env, live),
      instance: env["INSTANCE"] || `${env["HOSTNAME"] || "localhost"}:${port}`,
      pace: env["SANDBOX_FAST"] === "1" && !live ? FAST_PACE : LIVE_PACE,
    },
  };
};
