package org.konsil.server.messaging.queueing;

/**
 * On how many devices a message is.
 *
 * @param seq its number
 * @param devices whom it is for and who are still there
 * @param holding who of these have confirmed it
 */
public record MessageReach(long seq, int devices, int holding) {}
