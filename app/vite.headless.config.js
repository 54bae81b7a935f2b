import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** The headless device: one file for Node 20, with the same core as the browser's. */
export default defineConfig({
  build: {
    ssr: "src/headless/device.ts",
    outDir: "dist-headless",
    target: "node20",
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: "device.mjs", codeSplitting: false },
    },
  },
  ssr: { noExternal: true, target: "node" },
});
