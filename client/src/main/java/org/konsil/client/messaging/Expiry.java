package org.konsil.client.messaging;

import java.util.UUID;

/** When a message is to be forgotten, milliseconds since 1970. */
record Expiry(UUID conversation, long atMillis) {}
