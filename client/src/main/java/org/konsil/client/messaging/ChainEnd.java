package org.konsil.client.messaging;

/** Where a device's messages stand in their chain: content.proto, {@code counter} and {@code previous}. */
record ChainEnd(long counter, byte[] hash) {

    static final ChainEnd NONE = new ChainEnd(0, new byte[0]);
}
