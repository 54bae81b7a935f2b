package org.konsil.protocol.mls.framing;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** A message that everybody on its way can read; a member's carries a tag that only members can make. */
public record PublicMessage(
        FramedContent content, AuthData auth, @Nullable Bytes membershipTag) implements MlsStruct {

    public PublicMessage {
        if (content.sender() instanceof Sender.Member != (membershipTag != null)) {
            throw new IllegalArgumentException("a membership tag belongs to members, and to all of theirs");
        }
    }

    public static PublicMessage read(MlsReader reader) {
        FramedContent content = FramedContent.read(reader);
        AuthData auth = AuthData.read(content.content().type(), reader);
        return new PublicMessage(content, auth, content.sender() instanceof Sender.Member ? reader.opaque() : null);
    }

    /** A proposal of somebody who is no member: an external sender, or a device that asks to be added. */
    public static PublicMessage fromOutside(FramedContent proposal, CipherSuite suite, PrivateKey key) {
        if (proposal.sender().knowsContext()) {
            throw new IllegalArgumentException("this sender is not outside of the group");
        }
        AuthenticatedContent signed = AuthenticatedContent.sign(WireFormat.PUBLIC_MESSAGE, proposal, null, suite, key);
        return new PublicMessage(proposal, signed.auth(), null);
    }

    public AuthenticatedContent authenticated() {
        return new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, content, auth);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.struct(content).struct(auth);
        if (membershipTag != null) {
            writer.opaque(membershipTag);
        }
    }
}
