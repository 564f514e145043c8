// Data-subject requests: find, export and erase a person by e-mail address or by a vendor's id.
import * as v from "valibot";
import { EraseAnswer, ExportAnswer, PersonAnswer, PersonBody, page } from "../api.ts";
import { audit } from "../core/audit.ts";
import { erasePerson, exportPerson, listPeople } from "../core/erasure.ts";
import { listReceipts, signReceipt } from "../core/receipts.ts";
import type { Integration } from "../integrations/integration.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { PageQuery, decodeNumber, paged } from "./paging.ts";

export const peopleEndpoints = (integrations: readonly Integration[]): readonly Endpoint[] => [
  endpoint({
    method: "GET",
    path: "/v1/receipts",
    summary: "Receipts of withdrawals that came from a vendor, newest first",
    plane: "ats",
    query: PageQuery,
    answers: { 200: { what: "a page of receipts with their signatures", schema: page(EraseAnswer) } },
    async handle({ edge, tenant, query, http }) {
      const before = decodeNumber("receipts", query.after) || Number.MAX_SAFE_INTEGER;
      const rows = await listReceipts(edge, tenant.id, query.limit + 1, before);
      return http.json(
        paged(
          "receipts",
          rows,
          query.limit,
          (row) => row.created_at,
          (row) => ({ receipt: row.body, signature: row.signature }),
        ),
      );
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/people",
    summary: "People with this e-mail address or vendor's id, with their applications",
    plane: "ats",
    query: PersonBody,
    answers: { 200: { what: "everyone found", schema: v.object({ items: v.array(PersonAnswer), next: v.null() }) } },
    handle: async ({ edge, tenant, query, http }) => http.json({ items: await listPeople(edge, tenant.id, query), next: null }),
  }),
  endpoint({
    method: "POST",
    path: "/v1/people/export",
    summary: "Everything held of a person, with a signed receipt",
    plane: "ats",
    body: PersonBody,
    answers: { 200: { what: "the data and the receipt", schema: ExportAnswer } },
    async handle({ edge, tenant, caller, body, http }) {
      const { items, receipt } = await exportPerson(
        edge,
        tenant.id,
        body,
        integrations.flatMap((room) => room.holdings ?? []),
      );
      await edge.databaseFor(tenant.id).batch([audit(edge, tenant.id, caller, "person.export", receipt.id)]);
      return http.json({ items, receipt, signature: await signReceipt(edge, receipt) });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/people/erase",
    summary: "Erase a person: done when answered, with a signed receipt that says what could not be erased",
    plane: "ats",
    body: PersonBody,
    answers: { 200: { what: "the receipt", schema: EraseAnswer } },
    async handle({ edge, tenant, caller, body, http }) {
      const receipt = await erasePerson(edge, tenant.id, body);
      await edge.databaseFor(tenant.id).batch([audit(edge, tenant.id, caller, "person.erase", receipt.id)]);
      return http.json({ receipt, signature: await signReceipt(edge, receipt) });
    },
  }),
];
