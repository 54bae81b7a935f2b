package org.konsil.client.identity;

import java.security.KeyPair;
import java.util.List;
import java.util.UUID;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.roster.MemberList;

/**
 * This device with its key and its certificate, ready to take part in groups.
 *
 * @param chain DER, the device's certificate, then the Device CA's
 * @param certificate what the chain says, checked
 */
public record OwnDevice(KeyPair keys, List<Bytes> chain, VerifiedDevice certificate) {

    public static final CipherSuite SUITE = CipherSuite.P256;

    public UUID user() {
        return certificate.user();
    }

    public UUID device() {
        return certificate.device();
    }

    /** What its leaves say. */
    public Identity identity() {
        return new Identity(
                SUITE,
                keys.getPrivate(),
                SUITE.encodeSignatureKey(keys.getPublic()),
                new Credential.X509(chain),
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509))
                        .withExtensions(List.of(MemberList.EXTENSION)),
                Extensions.NONE);
    }

    @Override
    public String toString() {
        return "OwnDevice[" + device() + "]";
    }
}
