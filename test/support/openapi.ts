// Whether an answer, or a message to the ATS, is what /openapi.json says: its status, its content type and its body.
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";

type Json = { [key: string]: unknown };

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const DESCRIBED = /^\/(v1|oauth|hooks)(\/|$)|^\/(health|ready|metrics)$/;
const ERRORS_SHOWN = 6;
const TEXT_SHOWN = 400;

/** Answers may gain fields; our own tests want each of them described. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (!isJson(value)) return value;
  const each = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closed(inner)]));
  return isJson(value["properties"]) && value["additionalProperties"] === undefined && (value["type"] === "object" || value["type"] === undefined)
    ? { ...each, additionalProperties: false }
    : each;
};

const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
/** `/v1/jobs/{jobId}` as an expression; fixed segments win over named ones. */
const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/[.+*?^$()[\]|]/g, "\\$&").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`);

export const createCheck = (description: Json) => {
  const document = closed(description);
  if (!isJson(document) || !isJson(document["paths"])) throw new TypeError("that is no description");
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, inlineRefs: false });
  formats.default(ajv);
  ajv.addSchema(document, "openapi");
  const paths = Object.entries(document["paths"])
    .map(([path, operations]) => ({ path, operations: isJson(operations) ? operations : {}, pattern: patternOf(path) }))
    .toSorted((a, b) => a.path.split("{").length - b.path.split("{").length);
  const compiled = new Map<string, ValidateFunction>();

  const at = (pointer: string): unknown =>
    pointer.split("/").reduce<unknown>((value, part) => (isJson(value) ? value[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), document);
  const validator = (pointer: string): ValidateFunction => {
    const known = compiled.get(pointer);
    if (known) return known;
    const made = ajv.compile({ $ref: `openapi#/${pointer}` });
    compiled.set(pointer, made);
    return made;
  };

  const bodyMisfit = (pointer: string, text: string): string | null => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return "the body is no JSON";
    }
    const validate = validator(pointer);
    if (validate(value)) return null;
    const errors = (validate.errors ?? [])
      .slice(0, ERRORS_SHOWN)
      .map(({ instancePath, message, params }) => `${instancePath || "the body"} ${message ?? ""} ${JSON.stringify(params)}`);
    return `the body does not fit: ${errors.join("; ")}; it is ${text.slice(0, TEXT_SHOWN)}`;
  };

  /** What does not fit, in words; null when all does. */
  const misfit = (method: string, pathname: string, status: number, type: string | null, text: string): string | null => {
    const found = paths.find(({ pattern }) => pattern.test(pathname));
    const operation = found?.operations[method.toLowerCase()];
    const asProblem = (why: string, expected: number) =>
      status === expected && type === "application/problem+json"
        ? bodyMisfit("components/schemas/Problem", text)
        : `${why}, so ${expected} as application/problem+json was to be expected`;
    if (!found) return asProblem("no such path is described", 404);
    if (!isJson(operation)) return asProblem("no such method is described", 405);
    const name = `paths/${escaped(found.path)}/${method.toLowerCase()}/responses/${status}`;
    const own = at(name);
    if (!isJson(own)) return `the description knows ${Object.keys(isJson(operation["responses"]) ? operation["responses"] : {}).join(", ")} here, not ${status}`;
    const reference = own["$ref"];
    const pointer = typeof reference === "string" ? reference.slice(2) : name;
    const answer = at(pointer);
    const content = isJson(answer) ? answer["content"] : undefined;
    if (!isJson(content)) return text === "" ? null : `no body is described here, but there is one: ${text.slice(0, TEXT_SHOWN)}`;
    const media = [type ?? "", "*/*"].find((each) => each in content);
    if (media === undefined) return `the content type is ${type ?? "missing"}, the description knows ${Object.keys(content).join(", ")}`;
    return /[/+]json$/.test(media) ? bodyMisfit(`${pointer}/content/${escaped(media)}/schema`, text) : null;
  };

  return {
    /** Throws where the answer is not as described. */
    async answer(method: string, address: string, answer: Response): Promise<void> {
      const { pathname } = new URL(address, "http://edge.example");
      if (!DESCRIBED.test(pathname) || method === "OPTIONS" || method === "HEAD") return;
      const type = answer.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? null;
      const readable = type === null || /[/+]json$/.test(type);
      const why = misfit(method, pathname, answer.status, type, readable ? await answer.clone().text() : "");
      if (why !== null) throw new Error(`${method} ${pathname} answered ${answer.status}, which is not as /openapi.json says: ${why}`);
    },
    /** Throws where a message to the ATS is not as described. */
    message(type: string, body: string): void {
      const pointer = `webhooks/${escaped(type)}/post/requestBody/content/application~1json/schema`;
      const why = at(pointer) === undefined ? "it is not described" : bodyMisfit(pointer, body);
      if (why !== null) throw new Error(`the message ${type} is not as /openapi.json says: ${why}`);
    },
  };
};
export type Check = ReturnType<typeof createCheck>;
