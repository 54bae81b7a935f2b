package org.konsil.server.proof.witnessing;

/** What a witness answered; its body is bounded. */
record WitnessReply(int status, byte[] body) {}
