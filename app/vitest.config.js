import { defineConfig } from "vitest/config";

/** Generous times: cryptography on a busy machine is slow, and no test waits for time to pass. */
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
