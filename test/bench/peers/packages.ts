// The peers' packages in a folder of their own, at pinned versions, from the registry once and from the disk afterwards.
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";

export const peersFolder = resolve(import.meta.dirname, "../../../node_modules/.cache/peers");

export const packages: Record<string, string> = {
  "@awesome.me/webawesome": "3.14.0",
  "@cloudflare/ai-search-snippet": "0.0.42",
  "@descope/web-component": "4.3.2",
  "@kombo-api/connect": "1.3.0",
  "@nangohq/frontend": "0.71.10",
  "@shoelace-style/shoelace": "2.20.1",
  "@typeform/embed": "6.1.1",
  "deep-chat": "2.4.2",
  giscus: "1.6.0",
  lit: "3.3.3",
  "lite-youtube-embed": "0.3.4",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "react-floating-whatsapp": "5.0.8",
};

/** False where they are not there and the registry cannot be reached. */
export async function installPeers(): Promise<boolean> {
  await mkdir(peersFolder, { recursive: true });
  const wanted = JSON.stringify(packages);
  const stamp = `${peersFolder}/installed.json`;
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return true;
  await writeFile(`${peersFolder}/package.json`, '{"private":true}');
  const names = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const install = ["install", "--prefix", peersFolder, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...names];
  const npm = process.env["npm_execpath"];
  const [command, args] = npm ? [process.execPath, [npm, ...install]] : ["npm", install];
  try {
    await promisify(execFile)(command, args, { cwd: peersFolder });
  } catch (error) {
    process.stderr.write(`the peers could not be installed: ${String(error)}\n`);
    return false;
  }
  await writeFile(stamp, wanted);
  return true;
}
