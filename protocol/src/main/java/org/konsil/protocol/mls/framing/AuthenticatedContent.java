package org.konsil.protocol.mls.framing;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.welcome.GroupContext;

/** A content with the signature of its sender over it (RFC 9420, section 6.1). */
public record AuthenticatedContent(WireFormat wireFormat, FramedContent content, AuthData auth) implements MlsStruct {

    private static final String LABEL = "FramedContentTBS";

    public static AuthenticatedContent read(MlsReader reader) {
        WireFormat format = WireFormat.read(reader);
        FramedContent content = FramedContent.read(reader);
        return new AuthenticatedContent(
                format, content, AuthData.read(content.content().type(), reader));
    }

    /** Signs the content; {@code context} is used only for senders that know it. */
    public static AuthenticatedContent sign(
            WireFormat format,
            FramedContent content,
            @Nullable GroupContext context,
            CipherSuite suite,
            PrivateKey key) {
        Bytes signature = suite.signWithLabel(key, LABEL, toBeSigned(format, content, context));
        return new AuthenticatedContent(format, content, new AuthData(signature, null));
    }

    public AuthenticatedContent withConfirmationTag(Bytes tag) {
        return new AuthenticatedContent(wireFormat, content, new AuthData(auth.signature(), tag));
    }

    public void requireSignedBy(PublicKey key, CipherSuite suite, @Nullable GroupContext context) {
        byte[] signed = toBeSigned(wireFormat, content, context);
        if (!suite.verifyWithLabel(key, LABEL, signed, auth.signature())) {
            throw new MlsValidationException(Fault.SIGNATURE_INVALID);
        }
    }

    /** {@code ProposalRef}: what a commit calls this proposal by. */
    public Bytes proposalReference(CipherSuite suite) {
        return suite.refHash("MLS 1.0 Proposal Reference", encode());
    }

    static byte[] toBeSigned(WireFormat format, FramedContent content, @Nullable GroupContext context) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.u16(KeyPackage.MLS10).u16(format.code()).struct(content);
            if (content.sender().knowsContext()) {
                if (context == null) {
                    throw new IllegalArgumentException("this sender signs the group context too");
                }
                writer.struct(context);
            }
            return writer.toByteArray();
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.u16(wireFormat.code()).struct(content).struct(auth);
    }
}
