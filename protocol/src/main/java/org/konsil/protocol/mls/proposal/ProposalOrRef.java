package org.konsil.protocol.mls.proposal;

import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** A proposal in a commit: written out, or named by the hash of the message that carried it. */
public sealed interface ProposalOrRef extends MlsStruct {

    static ProposalOrRef read(MlsReader reader) {
        switch (reader.u8()) {
            case 1:
                return new Inline(Proposal.read(reader));
            case 2:
                return new Reference(reader.opaque());
            default:
                throw new MlsFormatException("neither proposal nor reference");
        }
    }

    /** The proposal itself, made by the committer. */
    record Inline(Proposal proposal) implements ProposalOrRef {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(1).struct(proposal);
        }
    }

    /** {@code ProposalRef} (RFC 9420, section 5.2). */
    record Reference(Bytes hash) implements ProposalOrRef {
        @Override
        public void writeTo(MlsWriter writer) {
            writer.u8(2).opaque(hash);
        }
    }
}
