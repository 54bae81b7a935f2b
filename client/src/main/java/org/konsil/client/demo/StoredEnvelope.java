package org.konsil.client.demo;

/**
 * A message as it lies in the server's database.
 *
 * @param seq its place in the conversation's log
 * @param epoch of the group
 * @param bytes the size of the ciphertext
 * @param beginning its first bytes, in hex
 */
public record StoredEnvelope(long seq, long epoch, int bytes, String beginning) {}
