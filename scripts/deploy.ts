// `npm run deploy`: to Cloudflare in the order that never serves code before its tables: settings, migrations, Worker, a look at /ready.
// `--dry-run` goes through all that needs no account; `--env staging` is another Worker with its own database and bucket.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
const REQUIRED = ["OPERATOR_TOKEN", "MASTER_KEY"] as const;
const NO_DATABASE = "00000000-0000-0000-0000-000000000000";
const READY_TRIES = 20;

const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false }, env: { type: "string" } } });
const dry = values["dry-run"];
// An empty name is the top of wrangler.toml: production.
const forEnv = [`--env=${values.env ?? ""}`];

const say = (text: string) => console.log(`── ${text}`);
const stop = (problem: string, next: string): never => {
  console.error(`\n  ${problem}\n  ${next}\n`);
  process.exit(1);
};

const run = (args: readonly string[], quiet = false): { status: number; output: string } => {
  const { status, stdout } = spawnSync(process.execPath, [wrangler, ...args, ...forEnv], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    stdio: ["inherit", quiet ? "pipe" : "inherit", "inherit"],
    encoding: "utf8",
  });
  return { status: status ?? 1, output: stdout ?? "" };
};

/** The part of wrangler.toml that this deployment reads: environments stand after everything else, one after another. */
const section = (): string => {
  const [top = "", ...environments] = readFileSync(join(root, "wrangler.toml"), "utf8").split(/^(?=\[env\.\w+\]$)/m);
  if (values.env === undefined) return top;
  return (
    environments.find((part) => part.startsWith(`[env.${values.env}]`)) ??
    stop(`wrangler.toml has no environment "${values.env}"`, "It names staging; leave --env out for production")
  );
};

say(`Settings${values.env === undefined ? "" : ` of ${values.env}`}`);
const noDatabase = section().includes(NO_DATABASE);
if (noDatabase && !dry)
  stop(
    "wrangler.toml still has the placeholder of the database's id",
    `Run: npx wrangler d1 create ats-bridge${values.env ? `-${values.env}` : ""} and put the id that it prints there`,
  );
if (noDatabase) console.log("   the database's id is still the placeholder: a real deployment would stop here");
if (!dry) {
  const { status, output } = run(["secret", "list", "--format", "json"], true);
  const missing = status === 0 ? REQUIRED.filter((name) => !output.includes(`"${name}"`)) : [];
  if (missing.length > 0) stop(`Secrets are missing: ${missing.join(", ")}`, `Run: ${missing.map((name) => `npx wrangler secret put ${name} ${forEnv.join("")}`).join(" · ")}`);
}

/** Makes what wrangler.toml names and the account lacks; a second deployment finds it. */
const ensure = (what: string, pattern: RegExp, info: readonly string[], create: readonly string[]) => {
  const name = pattern.exec(section())?.[1];
  if (name === undefined) return stop(`wrangler.toml names no ${what}`, "Compare it with the one in the repository");
  say(`${what} ${name}`);
  if (dry || run([...info, name], true).status === 0) return;
  if (run([...create, name]).status !== 0) stop(`The ${what} could not be made`, `Run: npx wrangler ${create.join(" ")} ${name}`);
};
ensure("bucket", /bucket_name = "([^"]+)"/, ["r2", "bucket", "info"], ["r2", "bucket", "create"]);
ensure("queue", /queue = "([^"]+)"/, ["queues", "info"], ["queues", "create"]);

const migrations = readdirSync(join(root, "edge/db/migrations")).filter((file) => file.endsWith(".sql"));
say(`Migrations: ${migrations.length}, the newest ${migrations.toSorted().at(-1)}`);
if (!dry && run(["d1", "migrations", "apply", "DB", "--remote"]).status !== 0) stop("The migrations failed", "Nothing was deployed: the Worker that runs still fits its tables");

say("Worker");
if (run(["deploy", ...(dry ? ["--dry-run"] : [])]).status !== 0) stop("The deployment failed", "The migrations are in; the Worker that runs works with them");

const url = process.env["PUBLIC_URL"];
if (!dry && url) {
  say(`Waiting for ${url}/ready`);
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(`${url}/ready`).catch(() => null);
    if (answer?.ok) break;
    if (attempt === READY_TRIES) stop(`It is not ready: ${answer ? await answer.text() : "no answer"}`, "npx wrangler rollback brings the version before it back");
    await new Promise((later) => setTimeout(later, 1_000));
  }
}
say(dry ? "Dry run: nothing was changed" : "Deployed");
