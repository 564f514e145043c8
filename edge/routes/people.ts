// Data-subject requests: find, export and erase a person by e-mail address or by a vendor's id.
import * as v from "valibot";
import { EraseAnswer, ExportAnswer, PersonAnswer, PersonBody } from "../api.ts";
import { audit } from "../core/audit.ts";
import { erasePerson, exportPerson, listPeople } from "../core/erasure.ts";
import { signReceipt } from "../core/receipts.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

export const peopleEndpoints: readonly Endpoint[] = [
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
      const { items, receipt } = await exportPerson(edge, tenant.id, body);
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
