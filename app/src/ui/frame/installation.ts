import type { Shelf } from "./preferences.ts";

/** What a hospital's server says about itself to anybody. */
export interface Installation {
  readonly name: string;
  readonly domain: string;
  readonly issuer: string;
  /** SHA-256 of the root certificate, in pairs of hex digits. */
  readonly rootFingerprint: string;
  readonly version: string;
}

const factsKey = "konsil.installation";
const maxChars = 300;

/** Takes the known facts from a JSON text; undefined unless there is at least a name. */
export function installationOf(json: string): Installation | undefined {
  const values = recordOf(json);
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value.slice(0, maxChars) : "";
  };
  if (text("name") === "") {
    return undefined;
  }
  return {
    name: text("name"),
    domain: text("domain"),
    issuer: text("issuer"),
    rootFingerprint: fingerprintOf(text("rootFingerprint")),
    version: text("version"),
  };
}

/** The facts as this browser last saw them. */
export function rememberedInstallation(shelf: Shelf): Installation | undefined {
  return installationOf(shelf.getItem(factsKey) ?? "");
}

/** Asks the server, and remembers the answer for a start without connection; undefined if it cannot be had. */
export async function fetchInstallation(shelf: Shelf): Promise<Installation | undefined> {
  const text = await answerOf("/api/v1/installation");
  const installation = installationOf(text);
  if (installation !== undefined) {
    shelf.setItem(factsKey, JSON.stringify(installation));
  }
  return installation;
}

async function answerOf(path: string): Promise<string> {
  try {
    const response = await fetch(path, { credentials: "omit", headers: { accept: "application/json" } });
    return response.ok ? await response.text() : "";
  } catch (error) {
    if (error instanceof TypeError) {
      return "";
    }
    throw error;
  }
}

function recordOf(json: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch (error) {
    if (error instanceof SyntaxError) {
      return {};
    }
    throw error;
  }
}

function fingerprintOf(text: string): string {
  const digits = text.replace(/[^0-9a-f]/giu, "").toUpperCase();
  return digits.length === 64 ? (digits.match(/../gu) ?? []).join(" ") : "";
}
