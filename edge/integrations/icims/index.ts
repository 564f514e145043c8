// The iCIMS room: events of many customers at one endpoint. https://developer.icims.com/REST-API/Integration-Events
import * as v from "valibot";
import { openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { toBase64Url } from "../../core/keyring.ts";
import { rotated } from "../../core/secrets.ts";
import { sql } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { isAllowedUrl } from "../../settings.ts";
import type { Integration } from "../integration.ts";
import { EVENT_TYPES } from "./contract.ts";
import { eventHook } from "./hooks.ts";
import { oauthHook } from "./oauth.ts";
import { pageHook } from "./page.ts";
import { Secrets } from "./proof.ts";
import { Rule, Settings } from "./take-in.ts";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const EventType = v.picklist(Object.keys(EVENT_TYPES), "is no event type that we know");

const Body = v.strictObject({
  customerId: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^[A-Za-z0-9_-]{1,64}$/, "must be an iCIMS customer id")),
  auth: v.variant("type", [
    v.strictObject({ type: v.literal("oauth2") }),
    v.strictObject({ type: v.literal("hmac"), user: text(200), secret: v.optional(text(1_000)) }),
    v.strictObject({ type: v.literal("basic"), username: v.pipe(text(200), v.regex(/^[^:]+$/, "must not hold a colon")), password: v.optional(text(1_000)) }),
  ]),
  policies: v.optional(v.record(EventType, v.picklist(["strict", "accept-and-park"]))),
  api: v.optional(v.strictObject({ baseUrl: v.pipe(v.string(), v.url()), tokenUrl: v.pipe(v.string(), v.url()), clientId: text(200), clientSecret: v.optional(text(1_000)) })),
  rules: v.optional(v.pipe(v.array(v.strictObject({ ...Rule.entries, eventType: EventType })), v.maxLength(100))),
  returnHosts: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9.-]+(:\d+)?$/i, "must be a host name"))), v.maxLength(50))),
});
type Body = v.InferOutput<typeof Body>;

const Named = v.object({ auth: v.object({ type: v.picklist(["oauth2", "hmac", "basic"]), name: v.string() }) });
const keptName = (connection: Connection | null) => (connection ? v.parse(Named, connection.settings).auth : null);
const randomPart = () => toBase64Url(crypto.getRandomValues(new Uint8Array(24)));
const bad = (path: string, message: string) => new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path, message }] });
const taken = (what: string) => new Refusal({ status: 409, code: "taken", message: `${what} belongs to another connection`, who: "operator" });

/** Binds the credential and the customer id to the tenant in the directory, or refuses. */
const claim = async (edge: Edge, tenant: string, customerId: string, type: string, name: string): Promise<void> => {
  const others = await edge.directory.all(sql`SELECT 1 FROM icims_customers WHERE customer = ${customerId} AND tenant <> ${tenant}`);
  if (others.length > 0) throw taken(`the customer id "${customerId}"`);
  await edge.directory.batch([
    sql`INSERT INTO icims_credentials (kind, name, tenant) VALUES (${type}, ${name}, ${tenant}) ON CONFLICT DO NOTHING`,
    sql`INSERT INTO icims_customers (customer, tenant) VALUES (${customerId}, ${tenant}) ON CONFLICT (tenant) DO UPDATE SET customer = excluded.customer`,
  ]);
  if ((await edge.directory.all(sql`SELECT 1 FROM icims_credentials WHERE kind = ${type} AND name = ${name} AND tenant = ${tenant}`)).length === 0)
    throw taken(`the user "${name}"`);
  await edge.directory.batch([sql`DELETE FROM icims_credentials WHERE tenant = ${tenant} AND NOT (kind = ${type} AND name = ${name})`]);
};

/** Name and secret of the credential; what we make is shown once. */
const credentialOf = (edge: Edge, body: Body, previous: Connection | null, kept: v.InferOutput<typeof Secrets>["auth"]) => {
  const before = keptName(previous);
  const { auth } = body;
  if (auth.type === "oauth2") {
    if (before?.type === "oauth2") return { name: before.name, secrets: kept, shown: undefined };
    const [name, secret] = [`icims_${randomPart()}`, randomPart()];
    return { name, secrets: rotated(edge, [], secret), shown: { clientId: name, clientSecret: secret, tokenUrl: `${edge.settings.publicUrl}/oauth/token` } };
  }
  const [name, given, path] = auth.type === "hmac" ? [auth.user, auth.secret, "auth.secret"] : [auth.username, auth.password, "auth.password"];
  const sameName = before?.type === auth.type && before.name === name;
  if (given === undefined && !sameName) throw bad(path, "is missing, and none is kept");
  return { name, secrets: given === undefined ? kept : rotated(edge, sameName ? kept : [], given), shown: undefined };
};

export const icims: Integration = {
  provider: "icims",
  connection: {
    body: Body,
    initial: { state: "waiting_for_customer", cause: "no-message-yet" },
    async accept(edge, tenant, body, previous) {
      const parsed = v.parse(Body, body);
      const secrets = previous ? await openSecrets(edge, previous, Secrets) : { auth: [] };
      for (const name of ["baseUrl", "tokenUrl"] as const) if (parsed.api && !isAllowedUrl(edge.settings, parsed.api[name])) throw bad(`api.${name}`, "must be an https address");
      const apiClientSecret = parsed.api && (parsed.api.clientSecret ?? secrets.apiClientSecret);
      if (parsed.api && apiClientSecret === undefined) throw bad("api.clientSecret", "is missing, and none is kept");
      const credential = credentialOf(edge, parsed, previous, secrets.auth);
      await claim(edge, tenant.id, parsed.customerId, parsed.auth.type, credential.name);
      const { api, customerId, policies, rules, returnHosts } = parsed;
      return {
        settings: {
          customerId,
          auth: { type: parsed.auth.type, name: credential.name },
          ...(policies ? { policies } : {}),
          ...(rules ? { rules } : {}),
          ...(returnHosts ? { returnHosts } : {}),
          ...(api ? { api: { baseUrl: api.baseUrl.replace(/\/+$/, ""), tokenUrl: api.tokenUrl, clientId: api.clientId } } : {}),
        },
        secrets: { auth: credential.secrets, ...(apiClientSecret === undefined ? {} : { apiClientSecret }) },
        ...(credential.shown ? { shown: credential.shown } : {}),
      };
    },
    async describe(edge, connection) {
      const settings = v.parse(Settings, connection.settings);
      const { auth } = v.parse(Named, connection.settings);
      const heard = connection.state === "healthy";
      return {
        settings: {
          ...settings,
          auth: { type: auth.type, ...(auth.type === "oauth2" ? { clientId: auth.name } : auth.type === "hmac" ? { user: auth.name } : { username: auth.name }) },
        },
        endpoints: { events: `${edge.settings.publicUrl}/hooks/icims`, token: `${edge.settings.publicUrl}/oauth/token` },
        checklist: [
          {
            id: "https",
            done: edge.settings.publicUrl.startsWith("https:"),
            text: {
              de: "Öffentlich gültiges HTTPS-Zertifikat (iCIMS nimmt kein selbst signiertes)",
              en: "Publicly valid HTTPS certificate (iCIMS takes no self-signed one)",
              fi: "Julkisesti luotettu HTTPS-varmenne (iCIMS ei hyväksy itse allekirjoitettua)",
              sv: "Offentligt giltigt HTTPS-certifikat (iCIMS godtar inget självsignerat)",
              fr: "Certificat HTTPS publiquement valide (iCIMS refuse les certificats auto-signés)",
            },
          },
          {
            id: "events",
            done: heard,
            text: {
              de: "Adresse und Zugangsdaten in iCIMS unter Event Notifications eintragen",
              en: "Enter address and credentials in iCIMS under Event Notifications",
              fi: "Syötä osoite ja tunnukset iCIMSin Event Notifications -sivulle",
              sv: "Ange adress och uppgifter i iCIMS under Event Notifications",
              fr: "Saisir l'adresse et les identifiants dans iCIMS, Event Notifications",
            },
          },
          {
            id: "first-event",
            done: heard,
            text: {
              de: "Das erste Ereignis ist da",
              en: "The first event has arrived",
              fi: "Ensimmäinen tapahtuma on saapunut",
              sv: "Den första händelsen har kommit",
              fr: "Le premier événement est arrivé",
            },
          },
        ],
      };
    },
    check: async (_edge, connection) => ({ state: connection.state, cause: connection.cause, statements: [] }),
    start: () => [],
    removeFromDirectory: (tenant) => [sql`DELETE FROM icims_credentials WHERE tenant = ${tenant}`, sql`DELETE FROM icims_customers WHERE tenant = ${tenant}`],
    async newSecret(edge, connection) {
      const { type, name } = v.parse(Named, connection.settings).auth;
      if (type !== "oauth2")
        throw new Refusal({ status: 409, code: "secret-is-the-customers", message: "this secret is agreed with the customer: PUT the new one", who: "operator" });
      const kept = await openSecrets(edge, connection, Secrets);
      const secret = randomPart();
      return {
        parts: { settings: connection.settings, secrets: { ...kept, auth: rotated(edge, kept.auth, secret) } },
        shown: { clientId: name, clientSecret: secret, tokenUrl: `${edge.settings.publicUrl}/oauth/token` },
      };
    },
  },
  endpoints: [],
  hooks: [eventHook, oauthHook, pageHook],
  tasks: {},
};
