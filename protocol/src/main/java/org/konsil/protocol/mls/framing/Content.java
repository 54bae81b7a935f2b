package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;

/** What a message says, without its type. */
public sealed interface Content extends MlsStruct {

    ContentType type();

    static Content read(ContentType type, MlsReader reader) {
        return switch (type) {
            case APPLICATION -> new Application(reader.opaque());
            case PROPOSAL -> new OneProposal(Proposal.read(reader));
            case COMMIT -> new OneCommit(Commit.read(reader));
        };
    }

    /** Bytes of the application. */
    record Application(Bytes bytes) implements Content {
        @Override
        public ContentType type() {
            return ContentType.APPLICATION;
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.opaque(bytes);
        }
    }

    /** A proposal. */
    record OneProposal(Proposal proposal) implements Content {
        @Override
        public ContentType type() {
            return ContentType.PROPOSAL;
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.struct(proposal);
        }
    }

    /** A commit. */
    record OneCommit(Commit commit) implements Content {
        @Override
        public ContentType type() {
            return ContentType.COMMIT;
        }

        @Override
        public void writeTo(MlsWriter writer) {
            writer.struct(commit);
        }
    }
}
