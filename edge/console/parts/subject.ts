// What an entry is about: our ids say by their beginning what they are of, and lead there.
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../language.ts";
import { tenantPath } from "../routes.ts";

export function subjectLink(tenant: string, subject: string | null): TemplateResult | typeof nothing {
  if (!subject) return nothing;
  const { records } = words();
  // Our ids are long and end differently; vendors' own are mostly short.
  const short = subject.length > 24 ? `…${subject.slice(-8)}` : subject;
  const link = (href: string, name: string): TemplateResult => html`<a class="subject" href=${href} title=${subject}>${name} <code dir="ltr">${short}</code></a>`;
  if (subject.startsWith("event_")) return link(tenantPath(tenant, "events", subject), records.theEvent);
  if (subject.startsWith("msg_")) return link(tenantPath(tenant, "messages", subject), records.theMessage);
  return link(`${tenantPath(tenant, "time-line")}?q=${encodeURIComponent(subject)}`, records.allAbout);
}
