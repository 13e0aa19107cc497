// Builds what the pages load into src/comity/web/static/built: `node build.mjs [FOLDER]`.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { world } from "./world.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? join(HERE, "../src/comity/web/static/built"));
const MODULES = join(HERE, "node_modules");

/** `import address from "comity:world"` gives where the shapes of the countries are. */
const shapes = {
  name: "shapes",
  setup(building) {
    building.onResolve({ filter: /^comity:world$/ }, () => ({ path: "world.json", namespace: "shapes" }));
    building.onLoad({ filter: /.*/, namespace: "shapes" }, () => ({
      contents: JSON.stringify(world()),
      loader: "file",
    }));
  },
};

/**
 * Plot writes a style element into each picture, which our Content-Security-Policy forbids; charts.css has
 * its rules. A Plot that writes it otherwise fails the build.
 */
const unstyled = {
  name: "unstyled",
  setup(building) {
    building.onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/]plot\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const written =
        /\.call\(\(svg\) =>\s*(?:\/\/[^\n]*\s*)*svg\.append\("style"\)\.text\(\s*`[^`]*`\s*\)\s*\)/g;
      if (source.match(written)?.length !== 1 || source.split('append("style")').length !== 2) {
        throw new Error(`${path} does not write its style element as it did: see "unstyled" in build.mjs`);
      }
      return { contents: source.replace(written, ""), loader: "js" };
    });
  },
};

mkdirSync(OUT, { recursive: true });
const built = await build({
  absWorkingDir: HERE,
  entryPoints: { comity: "src/main.ts" },
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  charset: "utf8",
  legalComments: "none", // LICENCES.txt has them whole
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  plugins: [shapes, unstyled],
  metafile: true,
  write: false,
  logLevel: "warning",
});
const files = new Map(built.outputFiles.map((file) => [file.path.slice(OUT.length + 1), file.contents]));
files.set("htmx.js", readFileSync(join(MODULES, "htmx.org/dist/htmx.min.js")));
files.set("LICENCES.txt", licences([...bundled(built.metafile), "htmx.org", "world-atlas"]));

for (const [name, contents] of files) writeFileSync(join(OUT, name), contents);
for (const name of readdirSync(OUT)) if (!files.has(name)) rmSync(join(OUT, name), { recursive: true });
for (const [name, contents] of [...files].sort()) {
  const digest = createHash("sha256").update(contents).digest("hex").slice(0, 12);
  console.log(`${digest}  ${String(contents.length).padStart(7)}  ${name}`);
}

/** The npm packages of which something is in the bundle. */
function bundled(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return new Set(names.filter(Boolean));
}

/** The licences of these packages, each with its text. */
function licences(packages) {
  const told = [...new Set(packages)].sort().map((name) => {
    const folder = join(MODULES, name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
    if (!file || !existsSync(join(folder, file)))
      throw new Error(`${name} ${version} comes without its licence`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  const rule = `\n${"-".repeat(80)}\n\n`;
  const shapesBy =
    "The shapes of the countries are Natural Earth's (public domain), as world-atlas has them.\n";
  return ["What Comity's pages load contains parts of these packages.\n" + shapesBy, ...told].join(rule);
}
