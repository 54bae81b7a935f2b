package org.konsil.server.messaging.queueing;

import org.konsil.server.device.DeviceId;

/**
 * A device in a conversation's roster.
 *
 * @param device which one
 * @param leaf its place in the ratchet tree
 * @param fromSeq the commit that let it in; 0 for the founder
 * @param fromEpoch the first epoch it is in
 */
public record Member(DeviceId device, int leaf, long fromSeq, long fromEpoch) {}
