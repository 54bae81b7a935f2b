package org.konsil.client.messaging;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Where a device's messages stand in their chain: content.proto, {@code counter} and {@code previous}. */
record ChainEnd(long counter, byte[] hash) {

    /** Of a device that came back without its state: what it says next begins anew. */
    static final ChainEnd RESTARTED = new ChainEnd(-1, new byte[0]);

    static final ChainEnd NONE = new ChainEnd(0, new byte[0]);

    @JsonIgnore
    boolean isRestarted() {
        return counter < 0;
    }
}
