// What we ask PitchYou: token, templates, profiles, media, confirm, chat token.
import * as v from "valibot";
import { sendWithToken } from "../../core/access-tokens.ts";
import { learn, openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { faultOf, readPieces, readText, send } from "../../core/outbound.ts";
import type { Call } from "../../core/outbound.ts";
import { percentEncode } from "../../core/percent-encoding.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { TOKEN_STYLES, parseChatToken, parseProfiles, parseTemplates, parseToken } from "./contract.ts";
import type { TokenStyle } from "./contract.ts";

const PROVIDER = "pitchyou";
const SMALL = 1024 * 1024;
const LIST = 64 * 1024 * 1024;

const Credentials = v.object({ clientId: v.string(), clientSecret: v.string() });
type Credentials = v.InferOutput<typeof Credentials>;
export const Secrets = v.object({ clientSecret: v.string(), chat: v.optional(Credentials) });
const Known = v.object({ clientId: v.string() });
export const Learned = v.object({
  tokenStyle: v.optional(v.picklist(TOKEN_STYLES)),
  confirmStyle: v.optional(v.picklist(["array", "object"])),
  chatStyle: v.optional(v.picklist(["json", "query"])),
});

type Purpose = "apply" | "chat";
const call = (operation: string, rest: Omit<Call, "provider" | "operation">): Call => ({ provider: PROVIDER, operation, ...rest });
const malformed = (operation: string, status: number) => new VendorFault({ provider: PROVIDER, operation, status, reason: "malformed" });

export const credentialsOf = async (edge: Edge, connection: Connection, purpose: Purpose): Promise<Credentials> => {
  const secrets = await openSecrets(edge, connection, Secrets);
  return purpose === "chat" && secrets.chat ? secrets.chat : { clientId: v.parse(Known, connection.settings).clientId, clientSecret: secrets.clientSecret };
};

const tokenRequest = (edge: Edge, { clientId, clientSecret }: Credentials, style: TokenStyle): Call => {
  const grant = { grant_type: "client_credentials" };
  const form = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
  const url = `${edge.settings.pitchyou.apiUrl}/token`;
  const both = { ...grant, client_id: clientId, client_secret: clientSecret };
  if (style === "json") return call("token", { url, method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(both) });
  if (style === "form") return call("token", { url, method: "POST", headers: form, body: new URLSearchParams(both).toString() });
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  return call("token", { url, method: "POST", headers: { ...form, authorization: `Basic ${basic}` }, body: new URLSearchParams(grant).toString() });
};

const fetchToken = async (edge: Edge, credentials: Credentials, style: TokenStyle) => {
  const request = tokenRequest(edge, credentials, style);
  const answer = await send(edge, request);
  if (!answer.ok) {
    await answer.body?.cancel();
    // RFC 6749 answers wrong credentials with 400 or 401.
    if (answer.status === 400 || answer.status === 415) throw new VendorFault({ ...request, status: answer.status, reason: "refused" });
    throw faultOf(edge, request, answer);
  }
  const token = parseToken(await readText(edge, request, answer, SMALL), edge.now());
  if (!token) throw malformed("token", answer.status);
  return token;
};

/** Sends with these credentials' token. Answers of success only, anything else is a `VendorFault`. */
const request = async (edge: Edge, connection: Connection, purpose: Purpose, wanted: Call): Promise<Response> => {
  const credentials = await credentialsOf(edge, connection, purpose);
  const style = v.parse(Learned, connection.learned).tokenStyle ?? "form";
  const key = `pitchyou/${connection.tenant}/${sha256Hex(`${credentials.clientId}\n${credentials.clientSecret}`)}`;
  const answer = await sendWithToken(edge, key, () => fetchToken(edge, credentials, style), wanted);
  if (answer.ok) return answer;
  await answer.body?.cancel();
  throw faultOf(edge, wanted, answer);
};

const parsed = <T>(operation: string, status: number, parse: () => T): T => {
  try {
    return parse();
  } catch {
    throw malformed(operation, status);
  }
};

export const listTemplates = async (edge: Edge, connection: Connection) => {
  const wanted = call("templates", { url: `${edge.settings.pitchyou.apiUrl}/api/jobtemplates/v1/gettemplates` });
  const answer = await request(edge, connection, "apply", wanted);
  const text = await readText(edge, wanted, answer, SMALL);
  return parsed("templates", answer.status, () => parseTemplates(JSON.parse(text)));
};

export const listProfiles = async (edge: Edge, connection: Connection, signal?: AbortSignal) => {
  const wanted = call("profiles", { url: `${edge.settings.pitchyou.apiUrl}/api/applicant/v1/profiles`, ...(signal ? { signal } : {}) });
  const answer = await request(edge, connection, "apply", wanted);
  const text = await readText(edge, wanted, answer, LIST);
  return parsed("profiles", answer.status, () => parseProfiles(text));
};

/**
 * One file as pieces. The address is built from the ids; the profile's `downloadUri` is a stranger's and never followed.
 * Pieces end in a `VendorFault` (`too-large` above the limit); 404 throws one at once.
 */
export const downloadMedia = async (edge: Edge, connection: Connection, profileId: string, mediaId: string, signal?: AbortSignal): Promise<AsyncGenerator<Uint8Array>> => {
  const url = `${edge.settings.pitchyou.apiUrl}/api/media/v1/download/${percentEncode(profileId)}/${percentEncode(mediaId)}`;
  const wanted = call("media", { url, headers: { accept: "application/octet-stream" }, ...(signal ? { signal } : {}) });
  const answer = await request(edge, connection, "apply", wanted);
  return readPieces({ provider: PROVIDER, operation: "media" }, answer, edge.settings.mediaMaxBytes, edge.settings.pace.vendorTimeoutMs);
};

/** At most 100 ids, as JSON the way PitchYou wrote them. A refused body is tried once in the other form, which is then remembered. */
export const confirmProfiles = async (edge: Edge, connection: Connection, ids: readonly string[]): Promise<readonly Statement[]> => {
  const style = v.parse(Learned, connection.learned).confirmStyle ?? "array";
  const list = `[${ids.join(",")}]`;
  const wanted = (form: "array" | "object") =>
    call("confirm", {
      url: `${edge.settings.pitchyou.apiUrl}/api/applicant/v1/confirm`,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: form === "array" ? list : `{"profileIds":${list}}`,
    });
  const { answer, lessons } = await inEitherForm(edge, connection, "apply", [style, style === "array" ? "object" : "array"], wanted, "confirmStyle");
  await answer.body?.cancel();
  return lessons;
};

/** A fresh chat token: needed for every opening, never kept. */
export const mintChatToken = async (
  edge: Edge,
  connection: Connection,
  profileId: string,
  recruiterName: string | null,
): Promise<{ token: string; lessons: readonly Statement[] }> => {
  const style = v.parse(Learned, connection.learned).chatStyle ?? "json";
  const parts = { profileId, ...(recruiterName === null ? {} : { recruiterName }) };
  const url = `${edge.settings.pitchyou.apiUrl}/api/chattoken/v1`;
  const wanted = (form: "json" | "query") =>
    form === "json"
      ? call("chattoken", { url, method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(parts) })
      : call("chattoken", {
          url: `${url}?${Object.entries(parts)
            .map(([name, value]) => `${name}=${percentEncode(value)}`)
            .join("&")}`,
          method: "POST",
        });
  const { answer, lessons } = await inEitherForm(edge, connection, "chat", [style, style === "json" ? "query" : "json"], wanted, "chatStyle");
  const token = parseChatToken(await readText(edge, wanted(style), answer, SMALL));
  if (token === null) throw malformed("chattoken", answer.status);
  return { token, lessons };
};

/** A refused form of the request is tried once in the other form; the lesson is what the caller commits to remember it. */
const inEitherForm = async <Form extends string>(
  edge: Edge,
  connection: Connection,
  purpose: Purpose,
  [usual, other]: readonly [Form, Form],
  wanted: (form: Form) => Call,
  lesson: string,
): Promise<{ answer: Response; lessons: readonly Statement[] }> => {
  try {
    return { answer: await request(edge, connection, purpose, wanted(usual)), lessons: [] };
  } catch (cause) {
    if (!(cause instanceof VendorFault) || (cause.status !== 400 && cause.status !== 415)) throw cause;
    try {
      return { answer: await request(edge, connection, purpose, wanted(other)), lessons: [learn(connection, { [lesson]: other })] };
    } catch {
      // The first refusal tells more than that of the guess.
      throw cause;
    }
  }
};

/** Set-up only: a chat pair of its own must be good as well. */
export const tryChatCredentials = async (edge: Edge, connection: Connection): Promise<void> => {
  const { chat } = await openSecrets(edge, connection, Secrets);
  if (chat) await fetchToken(edge, chat, v.parse(Learned, connection.learned).tokenStyle ?? "form");
};

/** Set-up only: the form of token request that PitchYou takes for these credentials. */
export const findTokenStyle = async (edge: Edge, connection: Connection): Promise<TokenStyle> => {
  const known = v.parse(Learned, connection.learned).tokenStyle;
  const credentials = await credentialsOf(edge, connection, "apply");
  let first: unknown;
  for (const style of known ? [known] : TOKEN_STYLES) {
    try {
      await fetchToken(edge, credentials, style);
      return style;
    } catch (cause) {
      first ??= cause;
      if (!(cause instanceof VendorFault) || cause.reason !== "refused") throw cause;
    }
  }
  throw first;
};
