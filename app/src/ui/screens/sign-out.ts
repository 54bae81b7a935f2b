import type { Context } from "../frame/context.ts";

/** Ends the session here, then leaves to the address that ends it at the sign-in server too. */
export async function leaveSignedOut(context: Context): Promise<void> {
  context.acts.leave(await context.core.signOut(`${location.origin}/`));
}

/** Deletes everything on this device, then leaves in the same way (A6). */
export async function leaveErased(context: Context): Promise<void> {
  context.acts.leave(await context.core.eraseDevice(`${location.origin}/`));
}
