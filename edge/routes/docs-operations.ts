// The description taken apart for readers: operations with their parameters, bodies, answers and a call to copy.
import { isJson } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";
import { noteOf, typeOf } from "./docs-shapes.ts";
import type { Named } from "./docs-shapes.ts";

export type Parameter = { readonly name: string; readonly where: string; readonly type: string; readonly required: boolean; readonly note: string };
export type Content = { readonly mediaType: string; readonly schema: unknown; readonly example: unknown };
export type Answer = { readonly status: string; readonly what: string; readonly content: readonly Content[] };
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly proofs: readonly string[];
  readonly grant: string | null;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Content[];
  readonly answers: readonly Answer[];
  readonly refusals: readonly Answer[];
};
export type Reference = {
  readonly server: string;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly operations: readonly Operation[];
  readonly messages: readonly Operation[];
  readonly named: Named;
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const part = (value: unknown, name: string): Json => {
  const found = isJson(value) ? value[name] : undefined;
  return isJson(found) ? found : {};
};
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const follow = (document: Json, value: unknown): Json => {
  if (!isJson(value)) return {};
  const reference = value["$ref"];
  if (typeof reference !== "string") return value;
  const [, ...names] = reference.split("/");
  const found = names.reduce<unknown>((inner, name) => (isJson(inner) ? inner[name] : undefined), document);
  return isJson(found) ? found : {};
};

const contentOf = (value: unknown): Content[] =>
  Object.entries(isJson(value) ? value : {}).map(([mediaType, each]) => {
    const media = isJson(each) ? each : {};
    const [first] = Object.values(isJson(media["examples"]) ? media["examples"] : {});
    return { mediaType, schema: media["schema"], example: media["example"] ?? (isJson(first) ? first["value"] : undefined) };
  });

const PROOFS: Readonly<Record<string, string>> = {
  operator: "operator's token",
  consoleCookie: "console",
  apiKey: "API key",
  session: "session",
  linkedinSignature: "X-LI-Signature",
  talentProfileToken: "the connection's token",
  icimsToken: "a token from /oauth/token",
  icimsBasic: "HTTP Basic",
  icimsHmac: "iCIMS's HMAC",
};

const operationOf = (document: Json, named: Named, method: string, path: string, value: Json): Operation => {
  const answers = Object.entries(part(value, "responses"))
    .filter(([status]) => status !== "default")
    .map(([status, each]) => {
      const answer = follow(document, each);
      return { status, what: text(answer["description"]), content: contentOf(answer["content"]) };
    });
  return {
    id: text(value["operationId"]),
    method: method.toUpperCase(),
    path,
    summary: text(value["summary"]),
    tag: text(listed(value["tags"])[0]),
    proofs: listed(value["security"])
      .flatMap((each) => (isJson(each) ? Object.keys(each).slice(0, 1) : []))
      .flatMap((name) => PROOFS[name] ?? []),
    grant: typeof value["x-grant"] === "string" ? value["x-grant"] : null,
    parameters: listed(value["parameters"]).map((each) => {
      const parameter = follow(document, each);
      const note = [text(parameter["description"]), noteOf(parameter["schema"], named)].filter(Boolean).join("; ");
      return { name: text(parameter["name"]), where: text(parameter["in"]), type: typeOf(parameter["schema"], named), required: parameter["required"] === true, note };
    }),
    body: contentOf(part(value, "requestBody")["content"]),
    answers: answers.filter(({ status }) => Number(status) < 400),
    refusals: answers.filter(({ status }) => Number(status) >= 400),
  };
};

const METHODS = new Set(["get", "post", "put", "delete"]);
const operationsIn = (document: Json, named: Named, paths: Json): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {}).flatMap(([method, value]) => (METHODS.has(method) && isJson(value) ? [operationOf(document, named, method, path, value)] : [])),
  );

export const readDescription = (document: Json): Reference => {
  const named: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(part(part(document, "components"), "schemas"))) if (isJson(schema)) named[name] = schema;
  const [server] = listed(document["servers"]);
  return {
    server: isJson(server) ? text(server["url"]) : "",
    tags: listed(document["tags"]).flatMap((each) => (isJson(each) ? [{ name: text(each["name"]), description: text(each["description"]) }] : [])),
    operations: operationsIn(document, named, part(document, "paths")),
    messages: operationsIn(document, named, part(document, "webhooks")),
    named,
  };
};

const IN_PATH: Readonly<Record<string, string>> = { tenant: "acme", provider: "linkedin", jobId: "4711" };
const TOKENS: Readonly<Record<string, string>> = {
  "operator's token": "$OPERATOR_TOKEN",
  "API key": "$API_KEY",
  "the connection's token": "$TOKEN",
  "a token from /oauth/token": "$TOKEN",
};
const quoted = (value: string) => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/** The call in a shell: what is required, nothing else. */
export const curlOf = (server: string, { method, path, parameters, proofs, body }: Operation): string => {
  const query = parameters
    .filter(({ where, required }) => where === "query" && required)
    .map(({ name }) => `${name}=${name === "challengeCode" ? "2f1d9c1e-9f43-4f5e-8a55-1c2f2f0a7b11" : (IN_PATH[name] ?? "4711")}`);
  const address = `${server}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => IN_PATH[name] ?? `$${name.replaceAll(/[A-Z]/g, (char) => `_${char}`).toUpperCase()}`)}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const token = proofs.map((proof) => TOKENS[proof]).find((each) => each !== undefined);
  const [content] = body;
  const lines = [
    `curl -s${method === "GET" ? "" : ` -X ${method}`} ${/[?&$]/.test(address) ? `"${address}"` : address}`,
    ...(token === undefined ? [] : [`-H "authorization: Bearer ${token}"`]),
    ...parameters.filter(({ where, required }) => where === "header" && required).map(({ name }) => `-H "${name.toLowerCase()}: $${name.replaceAll("-", "_").toUpperCase()}"`),
    ...(content === undefined
      ? []
      : content.mediaType === "application/json"
        ? ["-H 'content-type: application/json'", `-d ${quoted(JSON.stringify(content.example ?? {}))}`]
        : content.mediaType === "application/x-www-form-urlencoded"
          ? ['-u "$CLIENT_ID:$CLIENT_SECRET"', "-d grant_type=client_credentials"]
          : [`-H 'content-type: ${content.mediaType}'`, "--data-binary @file"]),
  ];
  return lines.join(" \\\n  ");
};
