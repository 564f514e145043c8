// Builds what the npm package holds beside the elements: the server kit with its types, and the command line.
import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";

const root = resolve(import.meta.dirname, "..");

/** One file of plain JavaScript, which needs nothing but the runtime. */
async function bundle(folder: string, entry: string, fileName: string, banner = ""): Promise<void> {
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: "es2022",
      minify: false,
      reportCompressedSize: false,
      lib: { entry: `${root}/${entry}`, formats: ["es"], fileName: () => fileName },
      rolldownOptions: { external: [/^node:/], output: { banner, codeSplitting: false } },
    },
  });
}

/** Declarations that name each other as the published files are called; those of the schemas come from valibot, a dependency. */
async function declare(folder: string): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), "ats-bridge-types-"));
  try {
    const settings = {
      extends: `${root}/tsconfig.json`,
      // Without Node's types: the kit must not need them.
      compilerOptions: {
        noEmit: false,
        emitDeclarationOnly: true,
        declaration: true,
        rootDir: `${root}/edge`,
        outDir: `${folder}/types`,
        types: [],
      },
      include: [],
      files: [`${root}/edge/kit/index.ts`],
    };
    await writeFile(`${temporary}/tsconfig.json`, JSON.stringify(settings));
    const { status, stdout } = spawnSync(`${root}/node_modules/.bin/tsc`, ["-p", temporary], { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`the server kit's types cannot be made:\n${stdout}`);
  } finally {
    await rm(temporary, { recursive: true });
  }
  // The compiler leaves the names of our sources in declarations.
  for (const name of (await readdir(`${folder}/types`, { recursive: true })).filter((each) => each.endsWith(".d.ts"))) {
    const text = await readFile(`${folder}/types/${name}`, "utf8");
    await writeFile(`${folder}/types/${name}`, text.replace(/(from |import\()(["'])(\.{1,2}\/[^"']+)\.ts\2/g, "$1$2$3.js$2"));
  }
  await writeFile(`${folder}/server.d.ts`, 'export * from "./types/kit/index.js";\n');
}

export async function buildPackages(folder: string): Promise<void> {
  await rm(`${folder}/types`, { recursive: true, force: true });
  await bundle(folder, "edge/kit/index.ts", "server.js");
  await bundle(folder, "edge/cli/main.ts", "cli.js", "#!/usr/bin/env node");
  await chmod(`${folder}/cli.js`, 0o755);
  await declare(folder);
}
