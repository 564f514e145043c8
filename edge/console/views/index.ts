// Every view by its tag; a route's name is what follows `console-`.
import { AuditView } from "./audit.ts";
import { DeadLettersView } from "./dead-letters.ts";
import { EventView } from "./event.ts";
import { EventsView } from "./events.ts";
import { MessageView } from "./message.ts";
import { MessagesView } from "./messages.ts";
import { NewTenantView } from "./new-tenant.ts";
import { NotFoundView } from "./not-found.ts";
import { OverviewView } from "./overview.ts";
import { PagesView } from "./pages.ts";
import { PeopleView } from "./people.ts";
import { SettingsView } from "./settings.ts";
import { SetupView } from "./setup.ts";
import { TenantView } from "./tenant.ts";
import { TimeLineView } from "./time-line.ts";
import type { ViewName } from "../routes.ts";

export const views: Record<`console-${ViewName}`, CustomElementConstructor> = {
  "console-overview": OverviewView,
  "console-new-tenant": NewTenantView,
  "console-tenant": TenantView,
  "console-setup": SetupView,
  "console-time-line": TimeLineView,
  "console-events": EventsView,
  "console-event": EventView,
  "console-messages": MessagesView,
  "console-message": MessageView,
  "console-dead-letters": DeadLettersView,
  "console-people": PeopleView,
  "console-pages": PagesView,
  "console-audit": AuditView,
  "console-settings": SettingsView,
  "console-not-found": NotFoundView,
};
