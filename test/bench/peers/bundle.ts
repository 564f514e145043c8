// Makes of each peer the files that a page would load: the one that its vendor publishes for a script tag, or else a bundle.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { build } from "vite";
import { bareLit, peers, type Peer } from "./catalog.ts";
import { packages, peersFolder } from "./packages.ts";

export const builtFolder = `${peersFolder}/built`;

/** `scripts` and `styles` are file names in `builtFolder/<id>`; what a script imports stands beside it. */
export interface BuiltPeer extends Peer {
  script: string;
  styles: string[];
}

export async function bundlePeers(): Promise<{ bare: BuiltPeer; built: BuiltPeer[] }> {
  const all = [bareLit, ...peers];
  const wanted = createHash("sha256")
    .update(JSON.stringify([all, packages]))
    .digest("hex");
  const stamp = `${builtFolder}/stamp`;
  if ((await readFile(stamp, "utf8").catch(() => "")) !== wanted) {
    await rm(builtFolder, { recursive: true, force: true });
    for (const peer of all) await bundle(peer);
    await writeFile(stamp, wanted);
  }
  const [bare, ...built] = await Promise.all(all.map(describe));
  if (!bare) throw new Error("the catalogue lacks the bare Lit element");
  return { bare, built };
}

async function bundle({ id, source, published, called }: Peer): Promise<void> {
  const folder = `${builtFolder}/${id}`;
  await mkdir(folder, { recursive: true });
  if (published) return copyFile(`${peersFolder}/node_modules/${published}`, `${folder}/peer.js`);
  const entry = `${peersFolder}/${id}.entry.js`;
  await writeFile(entry, called ? `${source}\nglobalThis.unmountPeer = mountPeer(document.getElementById("place"));\n` : source);
  await build({
    root: peersFolder,
    configFile: false,
    logLevel: "error",
    mode: "production",
    define: { "process.env.NODE_ENV": '"production"' },
    resolve: { conditions: ["production", "browser", "module", "import", "default"] },
    build: {
      outDir: folder,
      target: "es2022",
      reportCompressedSize: false,
      modulePreload: false,
      lib: { entry: { peer: entry }, formats: ["es"], cssFileName: "peer" },
      rolldownOptions: { output: { entryFileNames: "[name].js", minify: true, comments: false } },
    },
  });
}

async function describe(peer: Peer): Promise<BuiltPeer> {
  const names = await readdir(`${builtFolder}/${peer.id}`);
  return { ...peer, script: "peer.js", styles: names.filter((name) => name.endsWith(".css")) };
}
