package org.konsil.protocol.mls.schedule;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;

/** What an epoch keeps of its key schedule (RFC 9420, section 8, table 4); its byte form is for storage alone. */
public record EpochSecrets(
        SecretBytes senderData,
        SecretBytes exporter,
        SecretBytes external,
        SecretBytes confirmation,
        SecretBytes membership,
        SecretBytes resumption,
        SecretBytes authenticator,
        SecretBytes init)
        implements MlsStruct, AutoCloseable {

    static EpochSecrets of(CipherSuite suite, SecretBytes epochSecret) {
        return new EpochSecrets(
                suite.deriveSecret(epochSecret, "sender data"),
                suite.deriveSecret(epochSecret, "exporter"),
                suite.deriveSecret(epochSecret, "external"),
                suite.deriveSecret(epochSecret, "confirm"),
                suite.deriveSecret(epochSecret, "membership"),
                suite.deriveSecret(epochSecret, "resumption"),
                suite.deriveSecret(epochSecret, "authentication"),
                suite.deriveSecret(epochSecret, "init"));
    }

    public static EpochSecrets read(MlsReader reader) {
        return new EpochSecrets(
                reader.secret(),
                reader.secret(),
                reader.secret(),
                reader.secret(),
                reader.secret(),
                reader.secret(),
                reader.secret(),
                reader.secret());
    }

    /** For an epoch that is over: only late messages are still to be read. */
    public EpochSecrets onlySenderData() {
        SecretBytes none = SecretBytes.owning(new byte[0]);
        return new EpochSecrets(senderData.copy(), none, none, none, none, none, none, none);
    }

    /** The key pair that external commits start from (RFC 9420, section 8.3). */
    public HpkeKeyPair externalKeyPair(CipherSuite suite) {
        return suite.deriveKeyPair(external);
    }

    /** {@code confirmation_tag} (RFC 9420, section 6.1). */
    public Bytes confirmationTag(CipherSuite suite, Bytes confirmedTranscriptHash) {
        return suite.mac(confirmation, confirmedTranscriptHash.toArray());
    }

    /** {@code MLS-Exporter} (RFC 9420, section 8.5). */
    public SecretBytes export(CipherSuite suite, String label, byte[] context, int length) {
        try (SecretBytes derived = suite.deriveSecret(exporter, label)) {
            return suite.expandWithLabel(
                    derived, "exported", suite.hash(context).toArray(), length);
        }
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.secret(senderData)
                .secret(exporter)
                .secret(external)
                .secret(confirmation)
                .secret(membership)
                .secret(resumption)
                .secret(authenticator)
                .secret(init);
    }

    @Override
    public void close() {
        senderData.close();
        exporter.close();
        external.close();
        confirmation.close();
        membership.close();
        resumption.close();
        authenticator.close();
        init.close();
    }
}
