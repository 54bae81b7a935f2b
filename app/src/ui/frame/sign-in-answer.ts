/** What the sign-in page sent back in the address. */
export type SignInAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "code"; readonly code: string; readonly state: string }
  | { readonly kind: "error"; readonly error: string };

/** Reads the answer from the address's query (OpenID Connect Core, 3.1.2.5 and 3.1.2.6). */
export function signInAnswerOf(query: string): SignInAnswer {
  const values = new URLSearchParams(query);
  const state = values.get("state");
  const code = values.get("code");
  const error = values.get("error");
  if (state === null) {
    return { kind: "none" };
  }
  if (code !== null) {
    return { kind: "code", code, state };
  }
  return error === null ? { kind: "none" } : { kind: "error", error };
}
