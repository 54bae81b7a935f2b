package org.konsil.client.messaging;

import java.util.List;
import java.util.UUID;

/** Who is in a conversation besides the owner of this device; kept apart, so that a message need not write it. */
record People(List<UUID> others) {

    static final People NONE = new People(List.of());
}
