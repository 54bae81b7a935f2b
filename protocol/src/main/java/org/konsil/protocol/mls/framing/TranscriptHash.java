package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** The hash chain over all commits of a group (RFC 9420, section 8.2). */
public final class TranscriptHash {

    private TranscriptHash() {}

    /** {@code confirmed_transcript_hash} after this commit. */
    public static Bytes confirmed(CipherSuite suite, Bytes interimBefore, AuthenticatedContent commit) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.raw(interimBefore.toArray());
            writer.u16(commit.wireFormat().code())
                    .struct(commit.content())
                    .opaque(commit.auth().signature());
            return suite.hash(writer.toByteArray());
        }
    }

    /** {@code interim_transcript_hash} of an epoch. */
    public static Bytes interim(CipherSuite suite, Bytes confirmed, Bytes confirmationTag) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.raw(confirmed.toArray()).opaque(confirmationTag);
            return suite.hash(writer.toByteArray());
        }
    }
}
