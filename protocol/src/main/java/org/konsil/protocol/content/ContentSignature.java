package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.crypto.CipherSuite;

/** What a device signs about contents, each with its own label (docs/protocol/labels.md). */
public final class ContentSignature {

    private final String label;
    private final MlsStruct signed;

    private ContentSignature(String label, MlsStruct signed) {
        this.label = label;
        this.signed = signed;
    }

    /** "Konsil manifest 1": of what parts something in this conversation consists. */
    public static ContentSignature ofManifest(ByteString conversationId, Manifest manifest) {
        return new ContentSignature("Konsil manifest 1", writer -> {
            writer.opaque(conversationId.toByteArray())
                    .opaque(manifest.getId().toByteArray())
                    .u64(manifest.getBytes());
            MlsWriter hashes = new MlsWriter();
            manifest.getHashesList().forEach(hash -> hashes.opaque(hash.toByteArray()));
            writer.opaque(hashes.toByteArray());
        });
    }

    /** "Konsil deletion 1": the device holds nothing of this message any more (A6). */
    public static ContentSignature ofDeletion(ByteString conversationId, ByteString deviceId, DeletionReceipt receipt) {
        return new ContentSignature(
                "Konsil deletion 1",
                writer -> writer.opaque(conversationId.toByteArray())
                        .opaque(receipt.getMessageId().toByteArray())
                        .opaque(deviceId.toByteArray())
                        .u64(receipt.getDeletedAtMillis()));
    }

    /** ECDSA P-256 with SHA-256, DER. */
    public ByteString sign(PrivateKey deviceKey) {
        return ByteString.copyFrom(CipherSuite.P256
                .signWithLabel(deviceKey, label, signed.encode())
                .toArray());
    }

    /** Throws unless the certified key of the device made this signature. */
    public void requireBy(PublicKey deviceKey, ByteString signature) {
        Bytes der = Bytes.of(signature.toByteArray());
        if (!CipherSuite.P256.verifyWithLabel(deviceKey, label, signed.encode(), der)) {
            throw new ContentRefusedException(ContentFault.SIGNATURE_INVALID);
        }
    }
}
