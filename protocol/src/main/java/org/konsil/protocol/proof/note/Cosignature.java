package org.konsil.protocol.proof.note;

import java.time.Instant;

/** A witness saw this checkpoint at this time and nothing that contradicts it; the signature was checked. */
public record Cosignature(NoteKey witness, Instant at) {}
