/* global URL */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";

const publicFolder = new URL("./public/", import.meta.url);
const shellWorker = new URL("./shell-worker.js", import.meta.url);

/** Writes the service worker with the list of all files of the app, and a hash of their contents as its version. */
function shell() {
  return {
    name: "konsil-shell",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const hash = createHash("sha256");
      const files = ["/"];
      for (const [path, content] of [...publicFiles(), ...builtFiles(bundle)].sort(([one], [other]) =>
        one < other ? -1 : 1,
      )) {
        hash.update(path).update("\0").update(content).update("\0");
        if (path !== "index.html") {
          files.push(`/${path}`);
        }
      }
      const source = readFileSync(shellWorker, "utf8")
        .replace('["FILES"]', JSON.stringify(files))
        .replace("VERSION", hash.digest("hex").slice(0, 16));
      this.emitFile({ type: "asset", fileName: "shell-worker.js", source });
    },
  };
}

function publicFiles() {
  return readdirSync(publicFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => [
      path.slice(path.lastIndexOf("/public/") + "/public/".length).replace(/^\/+/u, ""),
      readFileSync(path),
    ]);
}

function builtFiles(bundle) {
  return Object.values(bundle).map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]);
}

export default defineConfig({
  build: { target: "es2023", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  worker: { format: "es" },
  plugins: [shell()],
});
