package org.konsil.protocol.content.ledger;

/** What the ledger has to say about something that came. Devices are named by their UUID's text. */
public sealed interface Finding {

    /** Whether the content must not be shown: it came before, or is not what its chain says. */
    default boolean refusesContent() {
        return false;
    }

    /** These numbers of the log did not come. What was in them is told by the heads that are asked for. */
    record EnvelopesMissing(long from, long to) implements Finding {}

    /** Every device has shown since where its chain ends: what these numbers held is known to be missing, or was no content. */
    record EnvelopesAccounted(long from, long to) implements Finding {}

    /** A number that was missing came after all. */
    record EnvelopeLate(long seq) implements Finding {}

    /** A number came again. */
    record EnvelopeRepeated(long seq) implements Finding {

        @Override
        public boolean refusesContent() {
            return true;
        }
    }

    /** These contents of the device did not come. */
    record ContentMissing(String device, long from, long to) implements Finding {}

    /** A content that was missing came: out of order, or because it was asked for. */
    record ContentLate(String device, long counter) implements Finding {}

    /** A counter came again. */
    record ContentRepeated(String device, long counter) implements Finding {

        @Override
        public boolean refusesContent() {
            return true;
        }
    }

    /** The content contradicts the hashes of its chain. */
    record ChainBroken(String device, long counter) implements Finding {

        @Override
        public boolean refusesContent() {
            return true;
        }
    }
}
