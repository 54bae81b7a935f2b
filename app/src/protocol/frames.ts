import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { ContentSchema, type Content } from "./generated/konsil/content_pb.ts";
import {
  ClientFrameSchema,
  ServerFrameSchema,
  type Envelope,
  type Problem,
  type ServerFrame,
} from "./generated/konsil/socket_pb.ts";
import { bytesOf, type Bytes } from "./bytes.ts";
import { RefusedError, TamperedError } from "./errors.ts";

export type { Content, Manifest } from "./generated/konsil/content_pb.ts";
/** What can be said inside the ciphertext, by kind. */
export type ContentBody = Exclude<MessageInitShape<typeof ContentSchema>["body"], undefined>;
export type {
  Challenge,
  Delivered,
  Envelope,
  KeyPackageSupply,
  Person as PersonFrame,
  SessionOpened,
} from "./generated/konsil/socket_pb.ts";

export type ClientBody = Exclude<MessageInitShape<typeof ClientFrameSchema>["body"], undefined>;
/** What can be sent, by kind. */
export type Answer = NonNullable<ServerFrame["body"]["case"]>;
export type AnswerOf<A extends Answer> = Extract<ServerFrame["body"], { case: A }>["value"];
export type ServerBody = ServerFrame["body"];

const problemPrefix = "urn:konsil:problem:";

export function encodeClientFrame(request: bigint, body: ClientBody): Bytes {
  return bytesOf(toBinary(ClientFrameSchema, create(ClientFrameSchema, { request, body })));
}

/** The frames of one message, in their order: one, or those of a bundle. */
export function decodeServerFrames(bytes: Uint8Array): readonly ServerFrame[] {
  const frame = decodeServerFrame(bytes);
  if (frame.body.case !== "bundle") {
    return [frame];
  }
  const frames = frame.body.value.frames.map(decodeServerFrame);
  if (frames.some(({ body }) => body.case === "bundle")) {
    throw new TamperedError("frame-malformed");
  }
  return frames;
}

function decodeServerFrame(bytes: Uint8Array): ServerFrame {
  return decoded(() => fromBinary(ServerFrameSchema, bytes));
}

export function encodeContent(content: MessageInitShape<typeof ContentSchema>): Bytes {
  return bytesOf(toBinary(ContentSchema, create(ContentSchema, content)));
}

export function decodeContent(bytes: Uint8Array): Content {
  return decoded(() => fromBinary(ContentSchema, bytes), "content-malformed");
}

/** Another commit was first; `winner` is it. */
export class LostRaceError extends RefusedError {
  readonly winner: Envelope;

  constructor(code: string, winner: Envelope) {
    super(code, 409);
    this.winner = winner;
  }
}

/** The refusal that a problem frame tells. */
export function refusalOf(problem: Problem): RefusedError {
  const code = codeOf(problem.type, problem.status);
  return problem.winner === undefined
    ? new RefusedError(code, problem.status)
    : new LostRaceError(code, problem.winner);
}

/** The last part of a problem's type; a type of somebody else's is told by its status. */
export function codeOf(type: unknown, status: number): string {
  const ours = typeof type === "string" && type.startsWith(problemPrefix);
  return ours ? type.slice(problemPrefix.length) : `http-${String(status)}`;
}

function decoded<T>(decode: () => T, code = "frame-malformed"): T {
  try {
    return decode();
  } catch (error) {
    throw new TamperedError(code, { cause: error });
  }
}
