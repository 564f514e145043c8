// The paths without proof, in the description: whether the edge lives, whether it can work, and the keys of its receipts.
import type { Json } from "./openapi-schemas.ts";

const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const mode = { type: "string", enum: ["sandbox", "live"] };

const answer = (description: string, properties: Json, example: unknown): Json => ({
  description,
  headers: REQUEST_ID,
  content: { "application/json": { schema: { type: "object", properties, required: Object.keys(properties) }, example } },
});
const get = (operationId: string, summary: string, responses: Json): Json => ({ get: { operationId, summary, tags: ["Public"], security: [], responses } });

const key = {
  type: "object",
  properties: { kty: { type: "string" }, crv: { type: "string" }, x: { type: "string" }, kid: { type: "string" } },
  required: ["kty", "kid"],
  additionalProperties: true,
};

export const publicPaths = (): { [path: string]: Json } => ({
  "/health": get("getHealth", "Whether the process lives", { "200": answer("It does", { status: { type: "string", const: "ok" } }, { status: "ok" }) }),
  "/ready": get("getReady", "Whether it can work, and in words what is missing", {
    "200": answer("It can", { status: { type: "string", const: "ready" }, mode }, { status: "ready", mode: "live" }),
    "503": answer(
      "Something is missing",
      { status: { type: "string", const: "not ready" }, mode, missing: { type: "array", items: { type: "string" } } },
      { status: "not ready", mode: "live", missing: ["the elements are not built: run npm run build"] },
    ),
  }),
  "/.well-known/jwks.json": get("getJwks", "The public keys that verify receipts", {
    "200": answer("A JWK set", { keys: { type: "array", items: key } }, { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", kid: "1" }] }),
  }),
});
