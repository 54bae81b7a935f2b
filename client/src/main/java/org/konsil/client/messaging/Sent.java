package org.konsil.client.messaging;

/** A content of this device's chain, for whoever misses it. */
record Sent(byte[] content) {

    @Override
    public String toString() {
        return "Sent";
    }
}
