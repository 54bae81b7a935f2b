package org.konsil.client.messaging;

/**
 * What is known of the chain of another device.
 *
 * @param state {@code ChainState} of ledger.proto
 * @param restarted whether the device came in by itself since it was last heard, and may have lost its chain
 */
record SenderChain(byte[] state, boolean restarted) {

    @Override
    public String toString() {
        return "SenderChain";
    }
}
