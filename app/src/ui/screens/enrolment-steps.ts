import type { Snapshot } from "../../worker/index.ts";

type Step = NonNullable<Snapshot["enrolmentStep"]>;
export type StepState = "done" | "running" | "open";

const order: readonly Step[] = ["key", "registration", "certificate", "key-packages"];

/** The steps in their order, and how far each is; before the core reports one, the first is running. */
export function enrolmentSteps(
  current: Step | undefined,
): readonly { readonly step: Step; readonly state: StepState }[] {
  const at = current === undefined ? 0 : order.indexOf(current);
  return order.map((step, index) => ({ step, state: index < at ? "done" : index === at ? "running" : "open" }));
}
