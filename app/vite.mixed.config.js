import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** The app's MLS engine alone, for groups that it forms with the Java library (it/, MixedGroupsIT). Shipped to nobody. */
export default defineConfig({
  build: {
    ssr: "src/testing/mixed/main.ts",
    outDir: "dist-headless",
    emptyOutDir: false,
    target: "node20",
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: "mixed.mjs", codeSplitting: false },
    },
  },
  ssr: { noExternal: true, target: "node" },
});
