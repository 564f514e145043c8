// What the ATS and its widgets ask of PitchYou: templates, the apply link, a chat, a pull.
import * as v from "valibot";
import { page, Accepted } from "../../api.ts";
import { findByExternalId } from "../../core/applications.ts";
import { wantedLanguages } from "../../core/connection-texts.ts";
import { findConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { isGranted } from "../../core/sessions.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { endpoint } from "../../routes/endpoint.ts";
import type { Endpoint } from "../../routes/endpoint.ts";
import { applyUrl } from "../../../widgets/pitchyou-apply-button/apply-url.ts";
import { listTemplates, mintChatToken } from "./client.ts";
import { labelOf } from "./map.ts";
import { pullNow } from "./tasks.ts";

const PRODUCTION_CHAT = "https://chat.pitchyou.de";
const optionalText = v.optional(v.string());

const ApplyQuery = v.strictObject({
  jobId: v.pipe(v.string("is missing"), v.trim(), v.nonEmpty("is missing")),
  title: optionalText,
  templateKey: optionalText,
  utm_source: optionalText,
  utm_medium: optionalText,
  utm_campaign: optionalText,
  utm_content: optionalText,
});
const ChatBody = v.strictObject({
  profileId: v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(500)),
  recruiterName: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export const ChatAnswer = v.object({
  url: v.string(),
  mode: v.optional(v.picklist(["iframe", "tab", "widget"])),
  widget: v.optional(v.object({ script: v.string(), style: v.string() })),
  sandbox: v.boolean(),
});
export const TemplateAnswer = v.object({ key: v.string(), label: v.string(), descriptions: v.array(v.object({ language: v.nullable(v.string()), text: v.string() })) });
export const Shown = v.object({ clientId: v.string(), widgetScript: v.optional(v.string()), widgetStyle: v.optional(v.string()) });

const connected = async (edge: Edge, tenant: string): Promise<Connection> => {
  const connection = await findConnection(edge, tenant, "pitchyou");
  if (!connection) throw new Refusal({ status: 409, code: "not-connected", message: "PitchYou is not set up for this tenant", who: "operator" });
  return connection;
};

export const applyBase = (edge: Edge, clientId: string): string => edge.settings.pitchyou.applyUrl.replaceAll("{client_id}", clientId);

export const pitchyouEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/pitchyou/templates",
    summary: "Interview templates, for a drop-down beside a posting",
    plane: "ats",
    grant: "pitchyou:templates",
    answers: {
      200: { what: "all templates; labels in the reader's language", schema: page(TemplateAnswer) },
      502: { what: "PitchYou failed" },
      504: { what: "PitchYou is too slow" },
    },
    async handle({ edge, tenant, http }) {
      const { templates } = await listTemplates(edge, await connected(edge, tenant.id));
      const wishes = [...wantedLanguages(http.req.header("accept-language")), tenant.settings.locale ?? ""];
      return http.json({ items: templates.map((template) => ({ key: template.key, label: labelOf(template, wishes), descriptions: template.descriptions })), next: null });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/pitchyou/apply-link",
    summary: "The address behind the apply button, byte for byte",
    plane: "ats",
    query: ApplyQuery,
    answers: { 200: { what: "the address", schema: v.object({ url: v.string() }) }, 400: { what: "a bad or missing job id" } },
    async handle({ edge, tenant, query, http }) {
      const { clientId } = v.parse(Shown, (await connected(edge, tenant.id)).settings);
      const built = applyUrl({
        clientId,
        jobId: query.jobId,
        templateKey: query.templateKey,
        title: query.title,
        utmSource: query.utm_source,
        utmMedium: query.utm_medium,
        utmCampaign: query.utm_campaign,
        utmContent: query.utm_content,
        applyUrl: applyBase(edge, clientId),
      });
      if ("code" in built) throw new Refusal({ status: 400, code: built.code, message: `no link can be made for the job id "${query.jobId}"` });
      return http.json({ url: built.href });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/pitchyou/chats",
    summary: "Open a chat: a fresh token each time, for the browser's memory only",
    plane: "ats",
    grant: "pitchyou:chat",
    body: ChatBody,
    answers: { 201: { what: "where the chat is", schema: ChatAnswer }, 404: { what: "no such profile" }, 502: { what: "PitchYou failed" }, 504: { what: "PitchYou is too slow" } },
    async handle({ edge, tenant, session, body, http }) {
      if (session && !isGranted(session, "pitchyou:chat", body.profileId)) {
        throw new Refusal({ status: 403, code: "grant-missing", message: "the session has no grant to chat with this candidate" });
      }
      const connection = await connected(edge, tenant.id);
      const application = await findByExternalId(edge, tenant.id, "pitchyou", body.profileId);
      if (!application || application.state === "revoked") throw notFound("profile");
      const named = (body.recruiterName ?? session?.user.name ?? "").trim();
      const { token, lessons } = await mintChatToken(edge, connection, body.profileId, named === "" ? null : named);
      await edge.databaseFor(tenant.id).batch(lessons);
      const { widgetScript: script, widgetStyle: style } = v.parse(Shown, connection.settings);
      const { chatUrl } = edge.settings.pitchyou;
      return http.json(
        {
          url: `${chatUrl}/${encodeURIComponent(token)}`,
          ...(script !== undefined && style !== undefined ? { mode: "widget", widget: { script, style } } : {}),
          sandbox: new URL(chatUrl).origin !== PRODUCTION_CHAT,
        },
        201,
      );
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/pitchyou/pull",
    summary: "Pull profiles now; during a pull another one follows",
    plane: "ats",
    answers: { 202: { what: "it starts", schema: Accepted } },
    async handle({ edge, tenant, http }) {
      await connected(edge, tenant.id);
      await edge.databaseFor(tenant.id).batch([pullNow(edge, tenant.id)]);
      edge.kick();
      return http.json({ status: "accepted" }, 202);
    },
  }),
];
