import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** Every browser that runs this page reads woff2; the other forms of KaTeX's fonts would only make it larger. */
function onlyWoff2(): Plugin {
  return {
    name: "only-woff2",
    enforce: "pre",
    transform(code, id) {
      return id.includes("katex") && id.endsWith(".css")
        ? code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\((["'])[a-z]+\2\)/g, "")
        : undefined;
    },
  };
}

/** No formula of the page has letters of these fonts, whose measures are a tenth of the typesetter. */
const WITHOUT = /^ {2}"(?:(?:Caligraphic|Fraktur|SansSerif|Script|Typewriter)-[A-Za-z]+|Main-(?:Bold|BoldItalic|Italic)|Math-BoldItalic)": \{\n(?: {4}.*\n)*? {2}\},?\n/gm;

function fewerMeasures(): Plugin {
  return {
    name: "fewer-measures",
    apply: "build",
    transform(code, id) {
      if (!id.endsWith("/katex/dist/katex.mjs")) return undefined;
      const less = code.replace(WITHOUT, "");
      if (less.length > 0.99 * code.length) this.error("KaTeX writes its measures in another form: see WITHOUT in vite.config.ts");
      return less;
    },
  };
}

interface Package {
  name: string;
  version: string;
  license: string;
}

/** The package that a module comes from, with what the bundler adds of its own. */
function packageOf(id: string): string | undefined {
  const own = /^\0(vite|rolldown)\//.exec(id);
  if (own) return own[1];
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/"))?.[1];
}

/**
 * Lists the packages that have code in the bundle: their licences, whole, in `licences.txt`, and a bill of materials (CycloneDX)
 * at the place that GYRE_PAGE_BOM names. The same sources give the same bytes. A package without a licence ends the build.
 */
function bill(): Plugin {
  return {
    name: "bill-of-materials",
    apply: "build",
    generateBundle(_, bundle) {
      const names = new Set<string>();
      for (const part of Object.values(bundle)) {
        if (part.type !== "chunk") continue;
        for (const id of Object.keys(part.modules)) {
          const name = packageOf(id);
          if (name) names.add(name);
        }
      }
      const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
      const texts: string[] = [];
      const components = [...names].sort().map((name) => {
        const folder = join("node_modules", name);
        const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
        const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
        if (!license || !file) this.error(`${name} ${version} does not tell its licence`);
        const lock = locked[`node_modules/${name}`];
        if (lock?.version !== version || !lock.integrity?.startsWith("sha512-")) {
          this.error(`${name} ${version} is not what package-lock.json names: run npm ci`);
        }
        // What Vite contains of others does its work before the bundle and is not in it.
        const text = readFileSync(join(folder, file), "utf8").split(/^# Licenses of bundled dependencies/m)[0]!;
        texts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
        const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
        return {
          type: "library",
          "bom-ref": purl,
          name,
          version,
          hashes: [{ alg: "SHA-512", content: Buffer.from(lock.integrity.slice("sha512-".length), "base64").toString("hex") }],
          licenses: [{ license: { id: license } }],
          purl,
        };
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
      const place = process.env["GYRE_PAGE_BOM"];
      if (!place) return;
      const document = {
        bomFormat: "CycloneDX",
        specVersion: "1.6",
        version: 1,
        metadata: { component: { type: "application", "bom-ref": "gyre-page", name: "gyre-page" } },
        components,
      };
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, JSON.stringify(document, null, 2) + "\n");
    },
  };
}

export default defineConfig({
  plugins: [onlyWoff2(), fewerMeasures(), bill()],
  build: {
    outDir: process.env["GYRE_PAGE"] ?? "../../../target/page",
    emptyOutDir: true,
    // What is inlined as data: would need a wider policy than the server has.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});
