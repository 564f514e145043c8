// POST /oauth/token: the client-credentials grant (RFC 6749, 4.4) by which iCIMS gets its token from us.
import type { Edge } from "../../ports.ts";
import type { HttpContext } from "../../routes/endpoint.ts";
import type { Hook } from "../../routes/hook.ts";
import { TOKEN_SECONDS, findByCredential, isOneOf, issueToken, validSecrets } from "./proof.ts";

const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" };

const refuse = (http: HttpContext, status: 400 | 401 | 415, error: string, description: string, basic = false) =>
  http.json({ error, error_description: description }, status, { ...NO_STORE, ...(status === 401 && basic ? { "www-authenticate": 'Basic realm="icims"' } : {}) });

const decodeForm = (text: string) => decodeURIComponent(text.replaceAll("+", " "));

/** Client id and secret of a Basic header, each form-decoded (RFC 6749, 2.3.1). */
const basicCredentials = (header: string | undefined): readonly [string, string] | null => {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    const text = atob(encoded);
    const colon = text.indexOf(":");
    return [decodeForm(text.slice(0, colon)), decodeForm(text.slice(colon + 1))];
  } catch {
    return ["", ""];
  }
};

const serve = async (edge: Edge, http: HttpContext): Promise<Response> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(http.req.header("content-type") ?? ""))
    return refuse(http, 415, "invalid_request", "the body must be application/x-www-form-urlencoded");
  const form = new URLSearchParams(await http.req.text());
  if ([...form.keys()].some((name) => form.getAll(name).length > 1)) return refuse(http, 400, "invalid_request", "a parameter is repeated");
  const grant = form.get("grant_type");
  if (grant === null) return refuse(http, 400, "invalid_request", "grant_type is missing");
  if (grant !== "client_credentials") return refuse(http, 400, "unsupported_grant_type", "only client_credentials is served here");
  const basic = basicCredentials(http.req.header("authorization"));
  if (basic && form.has("client_secret")) return refuse(http, 400, "invalid_request", "use one way of client authentication, not two");
  const [clientId, clientSecret] = basic ?? [form.get("client_id") ?? "", form.get("client_secret") ?? ""];

  const connection = await findByCredential(edge, "oauth2", clientId);
  if (!isOneOf(clientSecret, connection ? await validSecrets(edge, connection) : []))
    return refuse(http, 401, "invalid_client", "the client is unknown or its secret is wrong", basic !== null);
  return http.json({ access_token: await issueToken(edge, clientId), token_type: "Bearer", expires_in: TOKEN_SECONDS }, 200, NO_STORE);
};

export const oauthHook: Hook = {
  method: "POST",
  path: "/oauth/token",
  summary: "A token for iCIMS: client-credentials grant, credentials in the body or as Basic",
  answers: { 200: "the token", 400: "not such a grant", 401: "not such a client", 415: "not a form" },
  serve,
};
