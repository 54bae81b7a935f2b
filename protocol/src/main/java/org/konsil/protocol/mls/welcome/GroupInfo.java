package org.konsil.protocol.mls.welcome;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extensions;

/** A group as one of its members describes it to somebody who joins (RFC 9420, section 12.4.3). */
public record GroupInfo(
        GroupContext groupContext, Extensions extensions, Bytes confirmationTag, long signer, Bytes signature)
        implements MlsStruct {

    private static final String LABEL = "GroupInfoTBS";

    public static GroupInfo read(MlsReader reader) {
        return new GroupInfo(
                GroupContext.read(reader), Extensions.read(reader), reader.opaque(), reader.u32(), reader.opaque());
    }

    public GroupInfo signed(PrivateKey key) {
        CipherSuite suite = CipherSuite.require(groupContext.suite());
        Bytes made = suite.signWithLabel(key, LABEL, toBeSigned());
        return new GroupInfo(groupContext, extensions, confirmationTag, signer, made);
    }

    /** @param signerKey the signature key of the leaf {@link #signer} in this group's tree. */
    public void requireSignedBy(PublicKey signerKey) {
        CipherSuite suite = CipherSuite.require(groupContext.suite());
        if (!suite.verifyWithLabel(signerKey, LABEL, toBeSigned(), signature)) {
            throw new MlsValidationException(Fault.SIGNATURE_INVALID);
        }
    }

    private byte[] toBeSigned() {
        try (MlsWriter writer = new MlsWriter()) {
            writeUnsigned(writer);
            return writer.toByteArray();
        }
    }

    private void writeUnsigned(MlsWriter writer) {
        writer.struct(groupContext).struct(extensions).opaque(confirmationTag).u32(signer);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writeUnsigned(writer);
        writer.opaque(signature);
    }
}
