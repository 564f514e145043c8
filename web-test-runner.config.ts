// Runs `test/widgets/*.test.ts` unbuilt in real Chromium: `wtr --config web-test-runner.config.ts`.
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter, summaryReporter, type TestRunnerConfig } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import { findChromium } from "./test/chromium.ts";

const { executablePath, args } = await findChromium();

export default {
  files: "test/widgets/*.test.ts",
  // Lit as it is published, not its development build.
  nodeResolve: { exportConditions: ["production"] },
  concurrency: 2,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, args },
      // Several pages run at once, and only one would have the focus.
      async createPage({ context }) {
        const page = await context.newPage();
        await (await page.createCDPSession()).send("Emulation.setFocusEmulationEnabled", { enabled: true });
        return page;
      },
    }),
  ],
  plugins: [esbuildPlugin({ ts: true, target: "es2022", tsconfig: "tsconfig.json" })],
  reporters: [summaryReporter({}), defaultReporter({ reportTestProgress: false })],
  testFramework: { config: { timeout: "10000" } },
  testsFinishTimeout: 120_000,
} satisfies TestRunnerConfig;
