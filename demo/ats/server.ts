// Starts the demo ATS on loopback: an invented employer's job board and recruiting pages, a customer of ats-bridge like any other.
import { listen, type Listening } from "../listen.ts";
import { createApp } from "./app.ts";
import { createBridge } from "./bridge.ts";
import { createFeedReader } from "./feed.ts";
import { createPublisher } from "./publish.ts";
import { createStore } from "./store.ts";

export type AtsOptions = {
  port: number;
  edgeUrl: string;
  apiKey: string;
  /** Where chat frames come from and apply links lead: PitchYou's hosts in earnest, the stand-in's here. */
  vendorsUrl: string;
  vendorWidget: boolean;
  applyUrl: string;
  clientId: string;
  /** A file, or `:memory:`. */
  database: string;
};

export type Ats = Listening & {
  /** Hands over the webhook's secret, which the operator learns only after our address is known. */
  trust(webhookSecret: string): void;
  /** Jobs and feed begin, once the vendors are connected. */
  begin(): Promise<void>;
};

export async function startAts({ port, edgeUrl, apiKey, vendorsUrl, vendorWidget, applyUrl, clientId, database }: AtsOptions): Promise<Ats> {
  const store = createStore(database);
  const bridge = createBridge({ edgeUrl, apiKey });
  const feed = createFeedReader(bridge, store);
  const publisher = createPublisher(bridge, store);
  let webhookSecret: string | undefined;

  const app = createApp({
    edgeUrl,
    vendorsUrl,
    vendorWidget,
    apply: { clientId, applyUrl },
    bridge,
    store,
    publisher,
    webhookSecret: () => webhookSecret,
    ring: () => void feed.ring(),
  });
  const server = await listen(app.fetch, port);
  return {
    ...server,
    trust: (secret) => void (webhookSecret = secret),
    async begin() {
      await Promise.all([publisher.publishAll(), feed.ring()]);
      // Whatever waits at the vendor since the last run is fetched at once.
      await bridge.pullNow().catch(() => undefined);
    },
    async close() {
      feed.close();
      publisher.close();
      await server.close();
      store.close();
    },
  };
}
