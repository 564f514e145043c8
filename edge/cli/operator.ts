// The operator's side of /v1, and where its address and token come from.
import type * as v from "valibot";
import type * as api from "../api.ts";
import { createCall } from "../kit/call.ts";
import type { Asked, Call } from "../kit/call.ts";
import { Failure, WrongUsage } from "./ports.ts";
import type { Given, OptionShape, Terminal } from "./ports.ts";

export type System = v.InferOutput<typeof api.SystemAnswer>;
export type Connection = v.InferOutput<typeof api.ConnectionAnswer>;
export type Tenant = v.InferOutput<typeof api.TenantAnswer>;
export type SentMessage = v.InferOutput<typeof api.MessageAnswer>;
export type ListedEvent = v.InferOutput<typeof api.EventAnswer>;
export type ApiKey = v.InferOutput<typeof api.ApiKeyAnswer>;
type Page<Item> = { readonly items: Item[]; readonly next: string | null };

export const SANDBOX_TOKEN = "sandbox-operator";
const LOCAL_EDGE = "http://localhost:8787";

export type Operator = {
  readonly edge: string;
  readonly call: Call;
  /** The bridge answers by the schemas that these types come from. */
  readonly read: <Answer>(method: string, path: string, asked?: Asked) => Promise<Answer>;
  readonly all: <Item>(path: string) => Promise<Item[]>;
  /** The same for one tenant, on the paths of the ATS's backend. */
  readonly as: (tenant: string) => Call;
};

export const operatorOptions = {
  edge: { type: "string", value: "URL", what: `address of the edge (else EDGE_URL, else ${LOCAL_EDGE})` },
  token: { type: "string", value: "TOKEN", what: "the operator's token (else OPERATOR_TOKEN, else asked for)" },
} as const satisfies Readonly<Record<string, OptionShape>>;

export const edgeOf = (terminal: Terminal, given: Given, named?: string): string => {
  const edge = (named ?? given.text("edge") ?? (terminal.env["EDGE_URL"] || LOCAL_EDGE)).replace(/\/+$/, "");
  if (!/^https?:\/\//i.test(edge) || !URL.canParse(edge)) throw new WrongUsage(`"${edge}" is not an address such as https://bridge.example.com`);
  return edge;
};

export const tokenOf = async (terminal: Terminal, given: Given): Promise<string> => {
  const token = given.text("token") ?? (terminal.env["OPERATOR_TOKEN"] || (await terminal.askSecret("Operator token: ")));
  if (!token) throw new WrongUsage("the operator's token is missing: give --token or set OPERATOR_TOKEN");
  return token;
};

export const operatorAt = (terminal: Terminal, edge: string, token: string): Operator => {
  const at = (headers?: Record<string, string>) => createCall({ edge, token, headers, fetch: terminal.fetch, timeoutMs: 30_000 });
  const call = at();
  const read = async <Answer>(method: string, path: string, asked?: Asked): Promise<Answer> => (await call(method, path, asked)).json();
  return {
    edge,
    call,
    read,
    async all<Item>(path: string) {
      const found: Item[] = [];
      for (let after: string | undefined; ;) {
        const page: Page<Item> = await read("GET", path, { query: { limit: 200, after } });
        found.push(...page.items);
        if (page.next === null) return found;
        after = page.next;
      }
    },
    as: (tenant) => at({ "bridge-tenant": tenant }),
  };
};

export const connect = async (terminal: Terminal, given: Given): Promise<Operator> => operatorAt(terminal, edgeOf(terminal, given), await tokenOf(terminal, given));

/** The tenant that was named, or the only one there is. */
export const chooseTenant = async ({ all }: Operator, given: Given): Promise<string> => {
  const named = given.text("tenant");
  if (named !== undefined) return named;
  const tenants = await all<Tenant>("/v1/tenants");
  const [only] = tenants;
  if (!only) throw new Failure("no-tenant", "there is no tenant yet");
  if (tenants.length > 1)
    throw new WrongUsage(
      `there are ${tenants.length} tenants: name one with --tenant (${tenants
        .map(({ id }) => id)
        .slice(0, 5)
        .join(", ")}${tenants.length > 5 ? ", …" : ""})`,
    );
  return only.id;
};

export const pathOf = (tenant: string, rest = ""): string => `/v1/tenants/${encodeURIComponent(tenant)}${rest}`;
