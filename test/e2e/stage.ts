// The running whole for a test: what `npm start` starts, on free ports and in a folder of its own, and browsers to look at it.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { startDemo, type Demo, type DemoOptions } from "../../demo/start.ts";
import { findChromium } from "../chromium.ts";

export type Device = "phone" | "desktop";
export type Stage = {
  readonly demo: Demo;
  restart(): Promise<void>;
  open(device: Device, options?: { locale?: string }): Promise<Page>;
  forgive(fault: RegExp): void;
  close(): Promise<void>;
};

const devices = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

/** Closing fails the test when any page saw an error, a refused policy, or a failed request. */
export async function setStage(options: Pick<DemoOptions, "vendorWidget" | "env"> = {}): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), "ats-bridge-e2e-"));
  let demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder, ...options });
  const browser = await chromium.launch(await findChromium());
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const forgiven: RegExp[] = [];

  return {
    get demo() {
      return demo;
    },
    /** As `npm start` on a later day: the same ports, the same folder. */
    async restart() {
      const ports = { edge: Number(new URL(demo.edge.url).port), vendors: demo.vendors.port, ats: demo.ats.port };
      await demo.close();
      demo = await startDemo({ ports, dataFolder, ...options });
    },
    async open(device, { locale = "de-DE" } = {}) {
      const context = await browser.newContext({ ...devices[device], locale, reducedMotion: "reduce", acceptDownloads: true });
      contexts.push(context);
      context.on("page", (page) => {
        page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
        page.on("console", (message) => {
          if (message.type() === "error") faults.push(`${page.url()}: ${message.text()} ${message.location().url}`);
        });
      });
      return context.newPage();
    },
    /** For a test that brings the fault about itself. */
    forgive: (fault) => void forgiven.push(fault),
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await demo.close();
      await rm(dataFolder, { recursive: true, force: true });
      assert.deepEqual(
        faults.filter((fault) => !forgiven.some((pattern) => pattern.test(fault))),
        [],
      );
    },
  };
}

export async function assertFits(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.equal(content, screen, `${page.url()} is wider than its screen`);
}
