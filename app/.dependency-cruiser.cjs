/** The dependency rules of docs/decisions for the app. */
module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "pure-code-is-a-leaf",
      comment: "crypto and protocol import nothing of ours but each other",
      severity: "error",
      from: { path: "^src/(crypto|protocol)/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/(?!crypto/|protocol/)" },
    },
    {
      name: "features-meet-at-index",
      comment: "a folder is used through its index.ts only",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/[^/]+/", pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$"] },
    },
    {
      name: "ui-is-on-top",
      comment: "nothing below knows a view",
      severity: "error",
      from: { path: "^src/(?!ui/|main\\.ts)" },
      to: { path: "^src/ui/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
