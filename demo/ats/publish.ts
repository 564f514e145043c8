// Tells the bridge about an ad and takes back the apply link that it shows to browsers without JavaScript.
import { ads, type Ad } from "./ads/index.ts";
import { BridgeError, type Bridge } from "./bridge.ts";
import type { Store } from "./store.ts";

const retryMs = 2000;

export type Publisher = { publish(ad: Ad, templateKey: string): Promise<void>; publishAll(): Promise<void>; close(): void };

export function createPublisher(bridge: Bridge, store: Store): Publisher {
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  async function publish(ad: Ad, templateKey: string): Promise<void> {
    const { title } = ad.text.de;
    await bridge.jobs.save(ad.jobId, { title, templateKey });
    const { url } = await bridge.pitchyou.applyLink({ jobId: ad.jobId, title, templateKey, utm_source: "karriereseite", utm_medium: "button" });
    store.saveTemplateKey(ad.jobId, templateKey);
    store.saveApplyLink(ad.jobId, url);
  }

  /** All ads, with the interview chosen before; a bridge that is not up yet is tried again. */
  async function publishAll(): Promise<void> {
    const known = new Map(store.jobs().map((job) => [job.jobId, job.templateKey]));
    try {
      for (const ad of ads) await publish(ad, known.get(ad.jobId) ?? ad.templateKey);
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      if (!closed) retry = setTimeout(() => void publishAll(), retryMs);
    }
  }

  return {
    publish,
    publishAll,
    close() {
      closed = true;
      clearTimeout(retry);
    },
  };
}
