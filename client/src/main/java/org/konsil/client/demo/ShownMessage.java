package org.konsil.client.demo;

/**
 * A message seen from three sides.
 *
 * @param sender who wrote it
 * @param written what the sender typed
 * @param stored what the server had of it while the recipient was offline
 * @param recipient who got it
 * @param read what the recipient's device decrypted
 */
public record ShownMessage(String sender, String written, StoredEnvelope stored, String recipient, String read) {}
