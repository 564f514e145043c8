// `npm test`: types, lint, then every suite; its last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./support/processes.ts";

type Outcome = { readonly passed: number; readonly failed: number };

const bin = (name: string) => join(ROOT, "node_modules/.bin", name);

/** Runs a command, shows its output, and answers it with the exit code. */
const run = (command: string, args: readonly string[]): Promise<{ output: string; code: number }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, WRANGLER_SEND_METRICS: "false", FORCE_COLOR: "0" }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const take = (bytes: Buffer) => {
      output += bytes.toString();
      process.stdout.write(bytes);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => resolve({ output, code: code ?? 1 }));
  });

/** A tool that only says yes or no counts as one. */
const check = async (command: string, args: readonly string[]): Promise<Outcome> => {
  const { code } = await run(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

type Count = (output: string) => number;
/** The number in the last line of this form. */
const last =
  (pattern: RegExp): Count =>
  (output) =>
    Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
const every =
  (pattern: RegExp): Count =>
  (output) =>
    [...output.matchAll(pattern)].length;

/** A suite that fails without a failed test, or runs none, counts as one failure. */
const suite = async (command: string, args: readonly string[], passedIn: Count, failedIn: Count): Promise<Outcome> => {
  const { output, code } = await run(command, args);
  const passed = passedIn(output);
  const failed = failedIn(output);
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
};

const nodeTests = (patterns: readonly string[], concurrency: number) => {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).toSorted();
  return suite(
    process.execPath,
    ["--test", `--test-concurrency=${concurrency}`, "--test-timeout=240000", "--test-reporter=spec", ...files],
    last(/^ℹ pass (\d+)/gm),
    last(/^ℹ fail (\d+)/gm),
  );
};

const steps: [string, () => Promise<Outcome>][] = [
  ["types", () => check(bin("tsc"), ["-p", "."])],
  ["lint", () => check(bin("oxlint"), ["--quiet", "."])],
  ["form", () => check(bin("prettier"), ["--check", "--log-level=warn", "**/*.ts"])],
  ["structure, edge, flows", () => nodeTests(["test/*.test.ts", "test/edge/**/*.test.ts", "test/contracts/*.test.ts", "test/flows/*.test.ts", "test/demo/*.test.ts"], 2)],
  ["elements as built", () => nodeTests(["test/widgets/node/*.test.ts"], 1)],
  ["packages and examples", () => nodeTests(["test/packages/*.test.ts"], 1)],
  ["elements in Chromium", () => suite(bin("wtr"), ["--config", "web-test-runner.config.ts"], every(/✓/g), every(/𐄂/gu))],
  ["end to end", () => nodeTests(["test/e2e/*.test.ts"], 1)],
];

const wanted = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
for (const [name, step] of steps) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
  console.log(`── ${name}: ${failed === 0 ? "good" : `${failed} failed`}, ${((Date.now() - started) / 1_000).toFixed(1)} s`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
