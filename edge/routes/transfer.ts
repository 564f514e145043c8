// Moving a tenant between deployments, between Node and Workers too: export here, import there.
import * as v from "valibot";
import { audit } from "../core/audit.ts";
import { streamOf } from "../core/streams.ts";
import { exportMedia, exportTenant, importMedia, importPiece, importTransferKey } from "../core/transfer.ts";
import { getTenant } from "../core/tenants.ts";
import { Refusal } from "../errors.ts";
import { check, endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

const TransferKey = v.pipe(
  v.string(),
  v.base64(),
  v.check((text) => atob(text).length === 32, "must be 32 bytes in base64"),
);
const ExportBody = v.strictObject({ transferKey: TransferKey });
const Imported = v.object({ tenant: v.string(), rows: v.pipe(v.number(), v.integer()), complete: v.boolean() });
const NDJSON = "application/x-ndjson";

const encoded = async function* (lines: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  for await (const line of lines) yield utf8.encode(`${line}\n`);
};

export const transferEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/export",
    summary: "All rows of a suspended tenant, sealed as they are, a line each; files are named and fetched one by one",
    plane: "operator",
    body: ExportBody,
    answers: { 200: { what: "a head, rows, files by name, and an end with the counts", type: NDJSON }, 409: { what: "the tenant is not suspended, or still working" } },
    async handle({ edge, caller, param, body, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const lines = await exportTenant(edge, id, await importTransferKey(body.transferKey));
      await edge.databaseFor(id).batch([audit(edge, id, caller, "tenant.export", id)]);
      return http.body(streamOf(encoded(lines)), 200, { "content-type": NDJSON, "cache-control": "no-store" });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/export/media/{id}",
    summary: "One file that an export names, sealed as it is stored",
    plane: "operator",
    answers: { 200: { what: "the bytes", type: "application/octet-stream" }, 404: { what: "no such file" } },
    async handle({ edge, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      return http.body(await exportMedia(edge, id, param("id")), 200, { "content-type": "application/octet-stream", "cache-control": "no-store" });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/import",
    summary: "One piece of an export: its head and any of its lines, below 8 MiB; header Transfer-Key. The tenant arrives suspended",
    plane: "operator",
    answers: {
      200: { what: "taken in, or taken before", schema: Imported },
      400: { what: "a line does not fit" },
      409: { what: "the tenant is here already, something of it is taken, or the versions differ" },
    },
    async handle({ edge, caller, http }) {
      const key = check(TransferKey, http.req.header("transfer-key"), "invalid-transfer-key");
      const imported = await importPiece(edge, await http.req.text(), await importTransferKey(key));
      if (imported.complete) await edge.databaseFor(imported.tenant).batch([audit(edge, imported.tenant, caller, "tenant.import", imported.tenant)]);
      return http.json(imported);
    },
  }),
  endpoint({
    method: "PUT",
    path: "/v1/import/media/{tenant}/{id}",
    summary: "One file of an imported tenant; Content-Digest (RFC 9530, sha-256) is checked",
    plane: "operator",
    answers: { 204: { what: "stored" }, 400: { what: "other bytes than Content-Digest names" }, 404: { what: "the import named no such file" } },
    async handle({ edge, param, http }) {
      const body = http.req.raw.body;
      if (!body) throw new Refusal({ status: 400, code: "body-missing", message: "the file's bytes are missing", who: "operator" });
      const digest = /sha-256=:([A-Za-z0-9+/=]+):/.exec(http.req.header("content-digest") ?? "")?.[1];
      await importMedia(edge, param("tenant"), param("id"), body, digest);
      return http.body(null, 204);
    },
  }),
];
