// The stand-in for Luotettava Työntekijä: people with talent profiles, who share, change and withdraw them, and the switches to bend it.
//
// Pages: /lt (a profile) · /lt/deliveries (what was sent, and the answers) · /lt/control
// By HTTP, under /lt/control (JSON in, JSON out); every delivery answers {number, status, attempt, answerStatus, answer, …}:
//   POST /target    {edgeUrl, tenant, token, partner?}: sends to {edgeUrl}/hooks/luotettava-tyontekija/{tenant}
//   POST /switches  any of `switches.ts`, the others stay; DELETE sets all back
//   POST /people    {id?, profile?} → 201 {id}; without a profile, the first sample's
//   POST /share     {id, profile?, status?} → {deliveries} once delivered or given up; status new updated, else by what came before
//   POST /withdraw  {id} → {deliveries}
//   POST /send      {body} sends this text as it is → {deliveries} · POST /resend {number} of a delivery
//   POST /reset · GET /state
import { Hono } from "hono";
import { assets } from "../../assets.ts";
import { assetFolders } from "../page.ts";
import { createControl } from "./control.ts";
import { send, share, withdraw } from "./deliveries.ts";
import { mountPages } from "./pages.ts";
import type { Profile } from "./profile.ts";
import { createState, type Delivery, type LtState, type Target, type Vendor } from "./state.ts";

export type Lt = {
  app: Hono;
  fetch(request: Request): Response | Promise<Response>;
  state: LtState;
  setTarget(target: Omit<Target, "partner"> & { partner?: string }): void;
  share(personId: string, profile?: Profile, status?: "new" | "updated"): Promise<Delivery[]>;
  withdraw(personId: string): Promise<Delivery[]>;
  /** Any bytes, under the right key or as the switches bend it. */
  send(body: Uint8Array | string): Promise<Delivery[]>;
  /** Ends pending retries. */
  close(): void;
};

export type LtOptions = Partial<Target> & { fetch?: typeof fetch; now?: () => number };

/** A Luotettava Työntekijä of its own under `/lt`; without `edgeUrl`, `tenant` and `token` it waits for a target. */
export function createLt({ edgeUrl, tenant, token, partner, fetch = globalThis.fetch, now = Date.now }: LtOptions = {}): Lt {
  const stop = new AbortController();
  const target = edgeUrl === undefined || tenant === undefined || token === undefined ? null : { edgeUrl, tenant, token, partner: partner ?? tenant };
  const vendor: Vendor = { state: createState(target), fetch, now, stopping: stop.signal };

  const app = new Hono().basePath("/lt");
  app.get("/assets/:file", assets(assetFolders(import.meta.url)));
  app.route("/control", createControl(vendor));
  mountPages(app, vendor);
  return {
    app,
    fetch: app.fetch,
    state: vendor.state,
    setTarget(given) {
      vendor.state.target = { partner: given.tenant, ...given };
    },
    share: (personId, profile, status) => share(vendor, personId, profile, status),
    withdraw: (personId) => withdraw(vendor, personId),
    send: (body) => send(vendor, { person: null, status: "raw", body: Buffer.from(body) }),
    close: () => stop.abort(),
  };
}
