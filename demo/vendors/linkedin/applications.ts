// Customers' developer applications as things: how one comes to be, and which company and contracts stand behind it.
import { newKey, newSecret, type App, type LinkedInState, type Vendor } from "./state.ts";

export type NewApp = {
  name: string;
  description?: string;
  uniqueForeignId?: string | null;
  clientId?: string;
  clientSecret?: string;
  validJsSdkDomains?: string[];
  oauth2AuthorizedCallbackUrls?: string[];
};
export type Company = { name: string; organization: string; contracts: { urn: string; name: string }[] };

const firstUrn = 220_000;
const firstContract = 351_831_131;

/** Without `uniqueForeignId` it is a key from before provisioning, which an ATS has to import. */
export function addApp({ state, now }: Vendor, given: NewApp): App {
  const number = Math.max(0, ...[...state.apps.values()].map((app) => app.number)) + 1;
  const app: App = {
    number,
    urn: `urn:li:developerApplication:${firstUrn + number}`,
    clientId: given.clientId ?? `77${newKey(9).toLowerCase().replace(/\W/g, "x")}`,
    secrets: [given.clientSecret ?? newSecret()],
    uniqueForeignId: given.uniqueForeignId ?? null,
    name: given.name,
    description: given.description ?? "",
    validJsSdkDomains: given.validJsSdkDomains ?? [],
    oauth2AuthorizedCallbackUrls: given.oauth2AuthorizedCallbackUrls ?? [],
    createdAtMs: now(),
  };
  state.apps.set(app.clientId, app);
  return app;
}

/** The first application's ids are those of LinkedIn's samples; an organization's id need not be a number. */
export function companyOf(app: App): Company {
  const name = app.name.split(" - ").at(-1) ?? app.name;
  const first = firstContract + (app.number - 1) * 10;
  return {
    name,
    organization: `urn:li:organization:4gX03u${(31 + app.number).toString(36)}`,
    contracts: ["DACH", "Nordics", "UK & Ireland"].map((region, index) => ({ urn: `urn:li:contract:${first + index}`, name: `${name} ${region}` })),
  };
}

/** Whose organization or contract this is: of whoever requested something for it, else of the company that LinkedIn knows. */
export function ownersOf(state: LinkedInState, context: string): Set<string> {
  const requesters = [...state.integrations.values()].filter((integration) => integration.integrationContext === context).map((integration) => integration.clientId);
  const companies = [...state.apps.values()].filter((app) => {
    const { organization, contracts } = companyOf(app);
    return organization === context || contracts.some(({ urn }) => urn === context);
  });
  return new Set(requesters.length > 0 ? requesters : companies.map((app) => app.clientId));
}

/** The secrets rotate: a new one each time, and the oldest goes only when someone deletes it. */
export function rollSecret(app: App): string | undefined {
  if (app.secrets.length > 1) return undefined;
  const secret = newSecret();
  app.secrets.push(secret);
  return secret;
}
