// Starts the demo ATS on loopback: an invented employer's job board and recruiting pages, a customer of ats-bridge like any other.
import { listen, type Listening } from "../listen.ts";
import { createApp } from "./app.ts";
import { createBridge } from "./bridge.ts";
import { ads } from "./ads/index.ts";
import { createFeedReader } from "./feed.ts";
import { createPublisher } from "./publish.ts";
import { signedInUser } from "./signed-in.ts";
import { createStore } from "./store.ts";
import { createTeller } from "./tell.ts";

export type AtsOptions = {
  port: number;
  edgeUrl: string;
  apiKey: string;
  /** Where chat frames come from and apply links lead: PitchYou's hosts in earnest, the stand-in's here. */
  vendorsUrl: string;
  vendorWidget: boolean;
  applyUrl: string;
  clientId: string;
  /** What reads our changes at `/bridge/changes` carries this. */
  feedToken: string;
  /** A file, or `:memory:`. */
  database: string;
};

export type Ats = Listening & {
  /** Hands over the webhook's secret, which the operator learns only after our address is known. */
  trust(webhookSecret: string): void;
  /** Jobs and feed begin, once the vendors are connected. */
  begin(): Promise<void>;
};

export async function startAts({ port, edgeUrl, apiKey, vendorsUrl, vendorWidget, applyUrl, clientId, feedToken, database }: AtsOptions): Promise<Ats> {
  const store = createStore(database);
  const bridge = createBridge({ edgeUrl, apiKey });
  const feed = createFeedReader(bridge, store);
  const publisher = createPublisher(bridge, store);
  const teller = createTeller(bridge, store);
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
    tell: () => void teller.ring(),
    feedToken,
  });
  const server = await listen(app.fetch, port);
  return {
    ...server,
    trust: (secret) => void (webhookSecret = secret),
    async begin() {
      for (const ad of ads) store.changes.add({ type: "job.changed", data: { id: ad.jobId, title: ad.text.de.title, language: "de" } });
      store.changes.add({ type: "user.changed", data: signedInUser });
      await Promise.all([publisher.publishAll(), feed.ring(), teller.ring()]);
      // Whatever waits at the vendor since the last run is fetched at once.
      await bridge.pitchyou.pull().catch(() => undefined);
    },
    async close() {
      feed.close();
      teller.close();
      publisher.close();
      await server.close();
      store.close();
    },
  };
}
