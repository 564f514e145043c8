// Runs before every npm command, on whatever Node is there: installs what is missing or stale,
// and with --build builds the elements when their sources are newer.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const hash = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

const run = (what, command, args) => {
  const { status } = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(`${what} failed`);
    process.exit(status ?? 1);
  }
};

const stamp = "node_modules/.ats-bridge-installed";
const wanted = hash("package-lock.json");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.error("Installing packages (first run: about a minute) …");
  const npm = process.env["npm_execpath"];
  // Not `npm ci`: it refuses a lock file that lacks other platforms' optional builds, which some registries do not carry.
  const install = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  if (npm) run("npm install", process.execPath, [npm, ...install]);
  else run("npm install", "npm", install);
  writeFileSync(stamp, wanted);
}

const newest = (path) => {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
};
if (process.argv.includes("--build")) {
  const built = existsSync("dist/widgets/manifest.json") ? statSync("dist/widgets/manifest.json").mtimeMs : 0;
  const sources = Math.max(...["widgets", "edge/console", "edge/kit", "edge/cli", "edge/api.ts", "docs", "vite.config.ts", "package.json", "scripts"].map(newest));
  if (sources > built) run("the build", "node_modules/.bin/node", ["scripts/build.ts"]);
}
