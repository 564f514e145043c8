// For whoever puts the elements into a page: the exact policy that it needs, and what stands in the way on a given address.
import * as v from "valibot";
import { PageCheckAnswer, PagePolicyAnswer } from "../api.ts";
import { readText, send } from "../core/outbound.ts";
import { Refusal } from "../errors.ts";
import { checkPage } from "../page/check.ts";
import { TAGS } from "../page/needs.ts";
import { directivesFor, policyFor } from "../page/policy.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

const Tag = v.picklist(TAGS);
const PolicyQuery = v.object({
  elements: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(",").map((each) => each.trim())),
      v.array(Tag),
    ),
    TAGS.join(","),
  ),
});
const CheckBody = v.strictObject({ url: v.pipe(v.string(), v.url(), v.maxLength(2_000)), elements: v.optional(v.array(Tag), []) });
const MOST_BYTES = 2 * 1024 * 1024;
const CALL = { provider: "page", operation: "check" } as const;

export const pageEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/page-policy",
    summary: "The Content Security Policy that a page with these elements needs, and the script tag",
    plane: "ats",
    query: PolicyQuery,
    answers: { 200: { what: "the policy", schema: PagePolicyAnswer } },
    async handle({ edge, query, http }) {
      const origin = new URL(edge.settings.publicUrl).origin;
      return http.json({
        elements: query.elements,
        policy: policyFor(query.elements, edge.settings),
        directives: Object.fromEntries(directivesFor(query.elements, edge.settings)),
        snippet: `<script type="module" src="${origin}/widgets/ats-bridge.js"></script>`,
      });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/page-check",
    summary: "Read one of the tenant's own pages and say what stands in the elements' way, in words",
    plane: "ats",
    body: CheckBody,
    answers: {
      200: { what: "what was found", schema: PageCheckAnswer },
      422: { what: "not one of the tenant's origins" },
      502: { what: "the page could not be read" },
      504: { what: "the page is too slow" },
    },
    async handle({ edge, tenant, body, http }) {
      const { origin } = new URL(body.url);
      // We read no address that the operator has not named.
      if (!tenant.settings.origins.includes(origin))
        throw new Refusal({
          status: 422,
          code: "origin-not-allowed",
          message: `${origin} is not one of the tenant's origins: the elements would be refused there`,
          who: "operator",
        });
      const answer = await send(edge, { ...CALL, url: body.url, headers: { accept: "text/html" } });
      const html = await readText(edge, CALL, answer, MOST_BYTES);
      const { tags, findings } = checkPage({ url: body.url, status: answer.status, headers: answer.headers, html }, body.elements, tenant.settings.origins, edge.settings);
      return http.json({ url: body.url, elements: tags, findings, policy: policyFor(tags.length > 0 ? tags : TAGS, edge.settings) });
    },
  }),
];
