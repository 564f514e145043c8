// Names in the description: of operations, from method and path, and of the groups in which people look for them.
import type { Endpoint } from "./endpoint.ts";

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const camel = (segment: string): string => capital(segment.replaceAll(/[^a-z0-9]+(\w)/gi, (_, char: string) => char.toUpperCase()));
const singular = (word: string): string => word.replace(/ies$/, "y").replace(/s$/, "");

/** `PUT /v1/tenants/{tenant}/connections/{provider}` is `putTenantConnection`, its `GET` without the provider `getTenantConnections`. */
export const operationId = ({ method, path }: { readonly method: string; readonly path: string }): string => {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== "v1");
  const words = segments.flatMap((segment, index) => {
    if (segment.startsWith("{")) return [];
    return [camel(segments[index + 1]?.startsWith("{") ? singular(segment) : segment)];
  });
  return `${method.toLowerCase()}${words.join("")}`;
};

export const TAGS: readonly { readonly name: string; readonly description: string }[] = [
  { name: "Sessions and links", description: "What a page of yours gets to work with, and what it has to allow" },
  { name: "Jobs", description: "Your postings, as far as the outside systems need them" },
  { name: "Applications", description: "What came in, as a change feed with its files" },
  { name: "People", description: "Data-subject requests: find, export, erase" },
  { name: "Messages", description: "What we send to your backend, signed after Standard Webhooks" },
  { name: "PitchYou", description: "Templates, the apply link, chats" },
  { name: "LinkedIn", description: "Onboarding of a customer's integrations" },
  { name: "Interview suite", description: "Questions, sign-on and the matching table" },
  { name: "Tenants", description: "Customers, their API keys and their webhook" },
  { name: "Connections", description: "A tenant's access to the outside systems" },
  { name: "Operations", description: "What happened, what waits, what needs somebody" },
  { name: "Hooks: LinkedIn", description: "What LinkedIn calls" },
  { name: "Hooks: interview suite", description: "What the interview suite calls" },
  { name: "Hooks: Luotettava Työntekijä", description: "What Luotettava Työntekijä calls" },
  { name: "Hooks: iCIMS", description: "What iCIMS calls" },
  { name: "Hooks", description: "What vendors call" },
  { name: "Public", description: "Without proof" },
];

const BY_PATH: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/(sessions|links|page-)/, "Sessions and links"],
  [/^\/v1\/jobs/, "Jobs"],
  [/^\/v1\/applications/, "Applications"],
  [/^\/v1\/(people|receipts)/, "People"],
  [/^\/v1\/messages/, "Messages"],
  [/^\/v1\/pitchyou/, "PitchYou"],
  [/^\/v1\/linkedin/, "LinkedIn"],
  [/^\/v1\/(interview|ats-events|matches)/, "Interview suite"],
  [/^\/v1\/tenants\/\{tenant\}\/connections/, "Connections"],
  [/^\/v1\/tenants(\/\{tenant\}(\/(api-keys|webhook|suspend|resume).*)?)?$/, "Tenants"],
];

export const tagOf = (path: string, plane: Endpoint["plane"]): string =>
  BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? (plane === "operator" ? "Operations" : "Applications");
