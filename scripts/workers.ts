// `npm run workers`: the edge in workerd with local D1 and R2. Applies the migrations, starts wrangler's dev server
// with this process's environment, and ticks the scheduled handler, since local cron does not fire by itself.
import { spawn, spawnSync } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
const port = process.env["PORT"] || "8787";
const state = dirname(resolve(process.env["DATABASE_PATH"] || "data/ats-bridge.db"));
const tickMs = process.env["SANDBOX_FAST"] === "1" ? 50 : 1_000;
const env = {
  ...process.env,
  MODE: process.env["MODE"] || "sandbox",
  PORT: port,
  WRANGLER_SEND_METRICS: "false",
  CLOUDFLARE_INCLUDE_PROCESS_ENV: "true",
  WRANGLER_LOG: process.env["WRANGLER_LOG"] || "warn",
};

const migrated = spawnSync(process.execPath, [wrangler, "d1", "migrations", "apply", "DB", "--local", "--env=", "--persist-to", state], {
  cwd: root,
  env: { ...env, CI: "1" },
  stdio: ["ignore", "ignore", "inherit"],
});
if (migrated.status !== 0) {
  console.error("The migrations could not be applied");
  process.exit(1);
}

const dev = spawn(process.execPath, [wrangler, "dev", "--env=", "--ip", "127.0.0.1", "--port", port, "--persist-to", state, "--show-interactive-dev-session=false"], {
  cwd: root,
  env,
  stdio: ["ignore", "inherit", "inherit"],
});
dev.once("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => dev.kill(signal));

const base = `http://127.0.0.1:${port}`;
const answers = async (path: string) => (await fetch(`${base}${path}`).catch(() => null))?.ok ?? false;
while (!(await answers("/health"))) await new Promise((later) => setTimeout(later, 100));
console.log(`The edge runs in workerd at http://localhost:${port}`);
for (;;) {
  await answers("/cdn-cgi/local/scheduled");
  await new Promise((later) => setTimeout(later, tickMs));
}
