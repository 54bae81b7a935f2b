package org.konsil.client.messaging;

import java.util.UUID;

/**
 * A device in a conversation.
 *
 * @param user whose it is
 * @param revoked whether it is on the revocation list and about to be put out
 */
public record Member(UUID user, UUID device, boolean revoked) {}
