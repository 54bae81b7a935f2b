import { createInterface } from "node:readline";
import { argv, stdin, stdout, env, exit } from "node:process";
import { DefectError } from "../protocol/index.ts";
import { coreErrorOf } from "../worker/index.ts";
import { HeadlessDevice } from "./headless-device.ts";
import { orderOf } from "./orders.ts";
import { measureStream } from "./stream-speed.ts";

/**
 * A device without a view: reads orders from standard input, one JSON object a line, and answers each with a line.
 * KONSIL_URL is the hospital's server; NODE_EXTRA_CA_CERTS names the root certificate that TLS trusts. With --stream-speed it
 * measures the sealing of streams instead, and says how fast it was.
 */
async function main(): Promise<void> {
  if (argv.includes("--stream-speed")) {
    tell(await measureStream());
    return;
  }
  const url = env["KONSIL_URL"];
  if (url === undefined) {
    throw new DefectError("KONSIL_URL-missing");
  }
  const device = new HeadlessDevice(new URL(url).origin);
  await device.start();
  for await (const line of createInterface({ input: stdin })) {
    await obey(device, line);
  }
  exit(0);
}

async function obey(device: HeadlessDevice, line: string): Promise<void> {
  let id: number | null = null;
  try {
    const order = orderOf(line);
    ({ id } = order);
    tell({ id, ok: await device.obey(order) });
    if (order.deed === "close") {
      exit(0);
    }
  } catch (error) {
    tell({ id, error: coreErrorOf(error) });
  }
}

function tell(answer: object): void {
  stdout.write(`${JSON.stringify(answer)}\n`);
}

await main();
