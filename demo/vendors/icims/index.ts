// The stand-in for iCIMS: it sends every documented notification with every kind of proof, as its users cause them, and answers a partner's reads.
//
// Page: /icims/control. API for partners, base address …/icims: POST /oauth/token · GET /customers/{customerId}/people|jobs|applicantworkflows/{id}
// Customers 9001 and 9002; each reads with client icims-api-{customerId}, secret icims-api-{customerId}-secret.
// By HTTP, under /icims/control (JSON in, JSON out):
//   POST /target    {customerId, edgeUrl, proof, search?}: notifications go to {edgeUrl}/hooks/icims{search}
//                   proof: {type:"oauth2", tokenUrl, clientId, clientSecret, style?: basic body} | {type:"hmac", user, secret} | {type:"basic", username, password}
//   POST /send      {customerId, eventType, workflowId?, newStatus?, overrides?, times?} → {sent} with every answer; times go at once
//   POST /raw       {customerId, payload, times?} → {sent}; the payload is any text · POST /again {number, times?} → {sent}
//   POST /switches  {gzip?, hashOf?: sent plain, keepTokens?, proofFault?: null or one of proofs.ts, timeoutMs?}; DELETE sets all back
//   POST /faults    {operation, fault, times?, ms?} or a list of them; fault "none" clears; DELETE clears all
//                   operation: token people jobs applicantworkflows; fault: slow 401 404 500 malformed missing-email
//   POST /people    {customerId, id, firstname, lastname, email (or null), phone} · POST /labels {"person.email": "…"}
//   POST /reset · GET /state
import { Hono } from "hono";
import { assets } from "../../assets.ts";
import { assetFolders } from "../page.ts";
import { createApi } from "./api.ts";
import { again, click, dispatch, type Click } from "./clicks.ts";
import { createControl } from "./control.ts";
import { createPortal } from "./portal.ts";
import { createState, type IcimsState, type Sent, type Target, type Vendor } from "./state.ts";
import { javaClient, type Transport } from "./wire.ts";

export type Icims = {
  app: Hono;
  fetch(request: Request): Response | Promise<Response>;
  state: IcimsState;
  setTarget(customerId: string, target: Omit<Target, "search"> & { search?: string }): void;
  click(click: Click): Promise<Sent>;
  again(sent: Sent, times?: number): Promise<Sent>;
  /** Any text as a notification. */
  sendRaw(customerId: string, payload: string, times?: number): Promise<Sent>;
};

export type IcimsOptions = {
  /** Notifications leave through it; over a socket when left out. */
  transport?: Transport;
  now?: () => number;
  /** What payloads say; the real hosts when left out. */
  portalUrl?: string;
  apiUrl?: string;
};

/** An iCIMS of its own under `/icims`. */
export function createIcims({ transport = javaClient, now = Date.now, portalUrl = "https://careers-acme.icims.com", apiUrl = "https://api.icims.com" }: IcimsOptions = {}): Icims {
  const vendor: Vendor = { state: createState({ portalUrl, apiUrl }), transport, now };
  const app = new Hono().basePath("/icims");
  app.get("/assets/:file", assets(assetFolders(import.meta.url)));
  app.get("/", (c) => c.redirect("/icims/control"));
  app.route("/control", createControl(vendor));
  app.route("/portal", createPortal());
  app.route("/", createApi(vendor));
  return {
    app,
    fetch: app.fetch,
    state: vendor.state,
    setTarget: (customerId, target) => void vendor.state.targets.set(customerId, { search: "", ...target }),
    click: (given) => click(vendor, given),
    again: (sent, times) => again(vendor, sent, times),
    sendRaw: (customerId, payload, times) => dispatch(vendor, { customerId, payload, times }),
  };
}
