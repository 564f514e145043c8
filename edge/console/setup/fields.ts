// What a connection's form asks, as data: which fields, of what kind, and when; their words are in the texts under the same names.
import type { Provider } from "../answers.ts";

export type Kind = "text" | "secret" | "url" | "number" | "choice" | "lines" | "area" | "tick" | "rows";

export interface Field {
  /** Where it stands in the body, with dots: `auth.username`. */
  name: string;
  kind: Kind;
  required?: boolean;
  options?: readonly string[];
  /** Asked only while another field has one of these values. */
  when?: { field: string; is: readonly string[] };
  /** Where the answer keeps it, when elsewhere. */
  kept?: string;
  /** A secret is there once this is, where the connection may be without it. */
  with?: string;
  columns?: readonly Column[];
  /** Two columns as names and values of an object. */
  asRecord?: boolean;
}

export interface Column {
  name: string;
  kind: "text" | "number" | "choice";
  options?: readonly string[];
  required?: boolean;
}

export interface Setup {
  fields: readonly Field[];
  /** A part of the body, and the field without which it is left out. */
  groups?: Readonly<Record<string, string>>;
  /** What is made here instead of entered. */
  provision?: boolean;
  /** The new secret is ours to make. */
  makesSecret: (settings: Readonly<Record<string, unknown>>) => boolean;
  /** Nothing comes by itself: what was sent is waited for. */
  sends: boolean;
  /** There are credentials to try at the vendor. */
  checks: boolean;
}

const at = (settings: Readonly<Record<string, unknown>>, path: string): unknown => path.split(".").reduce<unknown>((value, part) => Object(value)[part], settings);

const EVENT_TYPES = [
  "AssessmentEvent",
  "OnboardPortalTaskEvent",
  "WorkFlowStatusChangeEvent",
  "JobPostToWebEvent",
  "JobUnpostToWebEvent",
  "ViewJobWebPostEvent",
  "RemoteLoginEvent",
];

export const setups: Readonly<Record<Provider, Setup>> = {
  linkedin: {
    provision: true,
    makesSecret: (settings) => settings["application"] !== undefined,
    sends: true,
    checks: true,
    fields: [
      { name: "clientId", kind: "text" },
      { name: "clientSecret", kind: "secret", with: "clientId" },
      { name: "api", kind: "choice", options: ["", "v2", "rest"] },
      { name: "visibilityForAll", kind: "tick" },
      {
        name: "integrationNames",
        kind: "rows",
        asRecord: true,
        columns: [
          { name: "type", kind: "text", required: true },
          { name: "name", kind: "text", required: true },
        ],
      },
    ],
  },
  pitchyou: {
    makesSecret: () => false,
    sends: false,
    checks: true,
    groups: { chat: "clientId" },
    fields: [
      { name: "clientId", kind: "text", required: true },
      { name: "clientSecret", kind: "secret", required: true },
      { name: "chat.clientId", kind: "text", kept: "chatClientId" },
      { name: "chat.clientSecret", kind: "secret", with: "chatClientId" },
      { name: "pullMinutes", kind: "number" },
      { name: "widgetScript", kind: "url" },
      { name: "widgetStyle", kind: "url" },
    ],
  },
  "interview-suite": {
    makesSecret: (settings) => ["saml", "oidc"].includes(String(at(settings, "sso.type"))),
    sends: true,
    checks: true,
    groups: { sso: "type", atsFeed: "url" },
    fields: [
      { name: "baseUrl", kind: "url", required: true },
      { name: "company", kind: "text", required: true },
      { name: "setup", kind: "choice", options: ["ideal", "static", "quick"] },
      { name: "atsFeed.url", kind: "url", when: { field: "setup", is: ["static"] }, required: true },
      { name: "atsFeed.token", kind: "secret", with: "atsFeed.url", when: { field: "setup", is: ["static"] }, required: true },
      { name: "everyMinutes", kind: "number" },
      { name: "auth.type", kind: "choice", options: ["password", "token", "oauth2"] },
      { name: "auth.username", kind: "text", when: { field: "auth.type", is: ["password"] }, required: true },
      { name: "auth.password", kind: "secret", when: { field: "auth.type", is: ["password"] }, required: true },
      { name: "auth.token", kind: "secret", when: { field: "auth.type", is: ["token"] }, required: true },
      { name: "auth.authorizeUrl", kind: "url", when: { field: "auth.type", is: ["oauth2"] }, required: true },
      { name: "auth.tokenUrl", kind: "url", when: { field: "auth.type", is: ["oauth2"] }, required: true },
      { name: "auth.clientId", kind: "text", when: { field: "auth.type", is: ["oauth2"] }, required: true },
      { name: "auth.clientSecret", kind: "secret", when: { field: "auth.type", is: ["oauth2"] }, required: true },
      { name: "auth.scope", kind: "text", when: { field: "auth.type", is: ["oauth2"] } },
      { name: "sso.type", kind: "choice", options: ["", "link", "saml", "oidc"] },
      { name: "sso.startUrl", kind: "text", when: { field: "sso.type", is: ["link"] }, required: true },
      { name: "sso.acsUrl", kind: "url", when: { field: "sso.type", is: ["saml"] }, required: true },
      { name: "sso.audience", kind: "text", when: { field: "sso.type", is: ["saml"] }, required: true },
      { name: "sso.clientId", kind: "text", when: { field: "sso.type", is: ["oidc"] }, required: true },
      { name: "sso.clientSecret", kind: "secret", when: { field: "sso.type", is: ["oidc"] }, required: true },
      { name: "sso.redirectUris", kind: "lines", when: { field: "sso.type", is: ["oidc"] }, required: true },
      { name: "sso.initiateUrl", kind: "url", when: { field: "sso.type", is: ["oidc"] }, required: true },
      {
        name: "rules",
        kind: "rows",
        columns: [
          { name: "on", kind: "choice", options: ["rating", "candidate", "project", "application.received"] },
          { name: "when.atLeast", kind: "number" },
          { name: "when.status", kind: "text" },
          { name: "do", kind: "choice", options: ["message", "invite"] },
        ],
      },
    ],
  },
  "luotettava-tyontekija": {
    makesSecret: () => true,
    sends: true,
    checks: false,
    fields: [
      { name: "token", kind: "secret" },
      { name: "allowedIps", kind: "lines" },
      { name: "acknowledgement.locale", kind: "choice", options: ["fi", "sv", "en", "de", "fr"] },
      { name: "acknowledgement.subject", kind: "text" },
      { name: "acknowledgement.text", kind: "area" },
    ],
  },
  icims: {
    makesSecret: (settings) => at(settings, "auth.type") === "oauth2",
    sends: true,
    checks: false,
    groups: { api: "baseUrl" },
    fields: [
      { name: "customerId", kind: "text", required: true },
      { name: "auth.type", kind: "choice", options: ["oauth2", "hmac", "basic"] },
      { name: "auth.user", kind: "text", when: { field: "auth.type", is: ["hmac"] }, required: true },
      { name: "auth.secret", kind: "secret", when: { field: "auth.type", is: ["hmac"] }, required: true },
      { name: "auth.username", kind: "text", when: { field: "auth.type", is: ["basic"] }, required: true },
      { name: "auth.password", kind: "secret", when: { field: "auth.type", is: ["basic"] }, required: true },
      {
        name: "rules",
        kind: "rows",
        columns: [
          { name: "eventType", kind: "choice", options: EVENT_TYPES },
          { name: "newStatus", kind: "text" },
          { name: "do", kind: "choice", options: ["application", "invite-to-interview", "notify"] },
        ],
      },
      {
        name: "policies",
        kind: "rows",
        asRecord: true,
        columns: [
          { name: "eventType", kind: "choice", options: EVENT_TYPES },
          { name: "policy", kind: "choice", options: ["strict", "accept-and-park"] },
        ],
      },
      { name: "api.baseUrl", kind: "url" },
      { name: "api.tokenUrl", kind: "url" },
      { name: "api.clientId", kind: "text" },
      { name: "api.clientSecret", kind: "secret", with: "api.baseUrl" },
      { name: "returnHosts", kind: "lines" },
    ],
  },
};

/** Whether a secret of this name is kept: it belongs to what is set up now. */
export const isKept = (settings: Readonly<Record<string, unknown>>, { when, with: other }: Field): boolean =>
  (when === undefined || when.is.includes(String(at(settings, when.field)))) && (other === undefined || at(settings, other) !== undefined);

/** What the connection's answer has kept under a field's name. */
export const keptValue = (settings: Readonly<Record<string, unknown>>, { name, kept }: Field): unknown => at(settings, kept ?? name);
