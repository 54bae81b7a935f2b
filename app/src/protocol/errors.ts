/** A refusal with a code that the page can say in words. Messages carry codes only, never content. */
abstract class CodedError extends Error {
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The server cannot be reached: time or the network heals it. */
export class OfflineError extends CodedError {}

/** The server said no; `code` is the last part of the problem's type. */
export class RefusedError extends CodedError {
  readonly status: number;

  constructor(code: string, status: number, options?: ErrorOptions) {
    super(code, options);
    this.status = status;
  }
}

/** Something is not what it claims to be: a signature, a certificate, a record, a frame. */
export class TamperedError extends CodedError {}

/** The device cannot use its keys now: not enrolled, signed out or revoked. */
export class LockedError extends CodedError {}

/** A mistake in this program. */
export class DefectError extends CodedError {}

export type KonsilError = OfflineError | RefusedError | TamperedError | LockedError | DefectError;

export function isKonsilError(error: unknown): error is KonsilError {
  return error instanceof CodedError;
}
