package org.konsil.server.messaging.signing;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import org.konsil.pki.signer.StoredFunctionKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.ExternalSender;

/** One of the server's keys, opened. */
record DeliveryKey(ExternalSender sender, PrivateKey handle, Instant notAfter) {

    static DeliveryKey of(StoredFunctionKey key) {
        List<Bytes> chain = key.chain().stream().map(Bytes::of).toList();
        Bytes point = CipherSuite.P256.encodeSignatureKey(key.certificate().getPublicKey());
        return new DeliveryKey(
                new ExternalSender(point, new Credential.X509(chain)),
                key.handle(),
                key.certificate().getNotAfter().toInstant());
    }

    List<byte[]> chain() {
        return ((Credential.X509) sender.credential())
                .certificates().stream().map(Bytes::toArray).toList();
    }

    @Override
    public String toString() {
        return "DeliveryKey[until " + notAfter + "]";
    }
}
