import * as oauth from "oauth4webapi";
import { LockedError, OfflineError, RefusedError, TamperedError } from "../protocol/index.ts";
import type { Fetch } from "./http.ts";

/** The most that is ever asked for; each token then gets the part that it needs. */
const widestScope = "openid pki";
const scopes = { api: "openid", pki: "openid pki" } as const;

export type Audience = keyof typeof scopes;

export interface SignInServer {
  readonly issuer: string;
  readonly clientId: string;
}

/** What has to be remembered while the person is at the sign-in page. */
export interface PendingSignIn {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

export interface Session {
  readonly refreshToken: string;
  readonly idToken: string;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAtMillis: number;
  /** The session that goes on from here: the server may have changed the refresh token. */
  readonly session: Session;
}

/** OpenID Connect code flow with PKCE (RFC 7636), against one server. */
export class SignIn {
  readonly #server: SignInServer;
  readonly #fetch: Fetch;
  #found: Promise<oauth.AuthorizationServer> | undefined;

  constructor(server: SignInServer, fetch: Fetch) {
    this.#server = server;
    this.#fetch = fetch;
  }

  async begin(redirectUri: string): Promise<{ readonly address: string; readonly pending: PendingSignIn }> {
    const verifier = oauth.generateRandomCodeVerifier();
    const pending = { verifier, redirectUri, state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
    const { authorization_endpoint } = await this.#discover();
    const address = new URL(authorization_endpoint ?? "");
    const parameters = {
      response_type: "code",
      client_id: this.#server.clientId,
      redirect_uri: redirectUri,
      scope: widestScope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    };
    Object.entries(parameters).forEach(([name, value]) => {
      address.searchParams.set(name, value);
    });
    return { address: address.href, pending };
  }

  async complete(code: string, state: string, pending: PendingSignIn): Promise<Session> {
    const server = await this.#discover();
    const client = { client_id: this.#server.clientId };
    return asRefusals(async () => {
      // The page hands over code and state alone; there is one issuer only, whom else could it be from.
      const answer = new URLSearchParams({ code, state, iss: server.issuer });
      const checked = oauth.validateAuthResponse(server, client, answer, pending.state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        checked,
        pending.redirectUri,
        pending.verifier,
        this.#options(),
      );
      const expected = { expectedNonce: pending.nonce, requireIdToken: true };
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, expected);
      return sessionOf(tokens, undefined);
    });
  }

  /** A fresh access token for one audience only. */
  async token(session: Session, audience: Audience): Promise<AccessToken> {
    const server = await this.#discover();
    const client = { client_id: this.#server.clientId };
    return asRefusals(async () => {
      const options = { ...this.#options(), additionalParameters: { scope: scopes[audience] } };
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.None(),
        session.refreshToken,
        options,
      );
      const tokens = await oauth.processRefreshTokenResponse(server, client, response);
      const expiresAtMillis = Date.now() + (tokens.expires_in ?? 0) * 1000;
      return { token: tokens.access_token, expiresAtMillis, session: sessionOf(tokens, session) };
    });
  }

  /** Where the browser goes to end the session at the server as well. */
  async endAddress(session: Session, redirectUri: string): Promise<string> {
    const { end_session_endpoint } = await this.#discover();
    const address = new URL(end_session_endpoint ?? redirectUri);
    address.searchParams.set("id_token_hint", session.idToken);
    address.searchParams.set("post_logout_redirect_uri", redirectUri);
    return address.href;
  }

  async #discover(): Promise<oauth.AuthorizationServer> {
    this.#found ??= asRefusals(async () => {
      const issuer = new URL(this.#server.issuer);
      const response = await oauth.discoveryRequest(issuer, this.#options());
      return oauth.processDiscoveryResponse(issuer, response);
    });
    try {
      return await this.#found;
    } catch (error) {
      this.#found = undefined;
      throw error;
    }
  }

  #options(): { [oauth.customFetch]: (url: string, init: object) => Promise<Response> } {
    return { [oauth.customFetch]: (url, init) => this.#fetch(url, init) };
  }
}

function sessionOf(tokens: oauth.TokenEndpointResponse, before: Session | undefined): Session {
  const refreshToken = tokens.refresh_token ?? before?.refreshToken;
  const idToken = tokens.id_token ?? before?.idToken;
  if (refreshToken === undefined || idToken === undefined) {
    throw new TamperedError("sign-in-answer-incomplete");
  }
  return { refreshToken, idToken };
}

async function asRefusals<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw refusalFor(error);
  }
}

function refusalFor(error: unknown): unknown {
  if (error instanceof oauth.ResponseBodyError) {
    const over = error.error === "invalid_grant";
    return over ? new LockedError("signed-out") : new RefusedError("sign-in-refused", error.status);
  }
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.OperationProcessingError) {
    return new TamperedError("sign-in-answer-invalid", { cause: error });
  }
  return error instanceof TypeError ? new OfflineError("sign-in-unreachable", { cause: error }) : error;
}
