package org.konsil.client.messaging;

/**
 * A part of a text that is not whole yet.
 *
 * @param part {@code Part} of content.proto
 */
record PartRecord(byte[] part) {

    @Override
    public String toString() {
        return "PartRecord";
    }
}
