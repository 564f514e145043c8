// The pages of one tenant, one click from each other.
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../language.ts";
import { tenantPath, type Route, type ViewName } from "../routes.ts";

const PAGES = ["tenant", "time-line", "events", "messages", "dead-letters", "people", "pages", "audit", "settings"] as const satisfies ViewName[];
const partOf: Partial<Record<ViewName, ViewName>> = { event: "events", message: "messages", setup: "tenant" };

export function tenantNav({ tenant, view }: Route): TemplateResult | typeof nothing {
  if (!tenant) return nothing;
  const { pages } = words().shell;
  const here = partOf[view] ?? view;
  return html`<nav class="pages" aria-label=${pages.of}>
    <ul>
      ${PAGES.map(
        (page) => html`<li><a href=${page === "tenant" ? tenantPath(tenant) : tenantPath(tenant, page)} aria-current=${page === here ? "page" : nothing}>${pages[page]}</a></li>`,
      )}
    </ul>
  </nav>`;
}
