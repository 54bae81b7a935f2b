package org.konsil.client.messaging;

/**
 * Numbers of a conversation's log that did not come.
 *
 * @param state {@code LedgerState} of ledger.proto, without chains: those are kept one by one, so that a message writes one only
 */
record LogGaps(byte[] state) {

    @Override
    public String toString() {
        return "LogGaps";
    }
}
