import { TamperedError } from "../protocol/index.ts";
import type { Fetch } from "../transport/index.ts";

const maxHops = 10;

/** What the sign-in page's redirect back to the app carries. */
export interface SignInCallback {
  readonly code: string;
  readonly state: string;
}

/** Fills in the sign-in page as a person does in a browser: cookies, form, redirects. */
export async function fillLoginForm(
  fetch: Fetch,
  address: string,
  redirectUri: string,
  login: { readonly user: string; readonly password: string },
): Promise<SignInCallback> {
  const cookies = new Cookies();
  const page = await cookies.send(fetch, address);
  const action = formAction(await page.text());
  const body = new URLSearchParams({ username: login.user, password: login.password, credentialId: "" }).toString();
  let answer = await cookies.send(fetch, action, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body,
  });
  for (let hop = 0; hop < maxHops; hop += 1) {
    const location = answer.headers.get("location");
    if (location === null) {
      throw new TamperedError("login-refused");
    }
    if (location.startsWith(redirectUri)) {
      return callbackOf(new URL(location));
    }
    answer = await cookies.send(fetch, new URL(location, action).href);
  }
  throw new TamperedError("login-without-end");
}

function callbackOf(location: URL): SignInCallback {
  const [code, state] = [location.searchParams.get("code"), location.searchParams.get("state")];
  if (code === null || state === null) {
    throw new TamperedError("login-refused");
  }
  return { code, state };
}

function formAction(page: string): string {
  const form = /<form[^>]*\saction="([^"]+)"/iu.exec(page)?.[1];
  if (form === undefined) {
    throw new TamperedError("login-page-unknown");
  }
  return form.replaceAll("&amp;", "&");
}

class Cookies {
  readonly #values = new Map<string, string>();

  async send(fetch: Fetch, url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#values].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#values.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}
