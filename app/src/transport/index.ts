export type { OpenSocket } from "./connection.ts";
export { Http, type Fetch } from "./http.ts";
export { Link, type LinkState } from "./link.ts";
export { SignIn, type Audience, type PendingSignIn, type Session } from "./sign-in.ts";
