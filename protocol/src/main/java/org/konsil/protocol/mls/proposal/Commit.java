package org.konsil.protocol.mls.proposal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Limits;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;

/** What takes a group to its next epoch (RFC 9420, section 12.4). */
public record Commit(
        List<ProposalOrRef> proposals, @Nullable UpdatePath path) implements MlsStruct {

    public Commit {
        proposals = List.copyOf(proposals);
    }

    public static Commit read(MlsReader reader) {
        return new Commit(reader.list(Limits.ENTRIES, ProposalOrRef::read), reader.optional(UpdatePath::read));
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.list(proposals).optional(path);
    }
}
