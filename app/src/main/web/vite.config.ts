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

export default defineConfig({
  plugins: [onlyWoff2()],
  build: {
    outDir: process.env["GYRE_PAGE"] ?? "../../../target/page",
    emptyOutDir: true,
    // What is inlined as data: would need a wider policy than the server has.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});
