package org.konsil.server.messaging;

import org.konsil.server.device.DeviceId;

/** A device became a member. Fired inside the transaction that stored it. */
public record MembershipBegun(ConversationId conversation, DeviceId device) {}
