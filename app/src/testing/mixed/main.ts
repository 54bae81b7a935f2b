import { createInterface } from "node:readline";
import { exit, stdin, stdout } from "node:process";
import { MixedHospital } from "./mixed-hospital.ts";
import { orderOf } from "./order.ts";

/** Reads orders, one JSON object a line, and answers each with a line: `{"ok": …}` or `{"error": "…"}`. */
async function main(): Promise<void> {
  const hospital = await MixedHospital.open();
  for await (const line of createInterface({ input: stdin })) {
    const answer = await hospital.obey(orderOf(line)).then(
      (ok) => ({ ok }),
      (error: unknown) => ({ error: describe(error) }),
    );
    stdout.write(`${JSON.stringify(answer)}\n`);
  }
  exit(0);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause === undefined ? "" : ` <- ${describe(error.cause)}`;
  return `${error.message} ${error.stack ?? ""}${cause}`;
}

await main();
