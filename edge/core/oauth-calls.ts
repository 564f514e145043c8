// The protocols are oauth4webapi's; every call of it leaves through our own door.
import * as oauth from "oauth4webapi";
import type { Edge } from "../ports.ts";
import { send } from "./outbound.ts";
import type { Call } from "./outbound.ts";

type Init = { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown };

/** Options for any call of oauth4webapi; `call` names it in logs and faults. Which addresses may be plain was decided when they were set. */
export const oauthOptions = (edge: Edge, call: Pick<Call, "provider" | "operation">) => ({
  [oauth.customFetch]: (url: string, { method, headers, body }: Init) =>
    send(edge, { ...call, url, method: method === "POST" ? "POST" : "GET", headers, ...(body === undefined || body === null ? {} : { body: String(body) }) }),
  [oauth.allowInsecureRequests]: true,
});
