package org.konsil.interop;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.group.GroupPolicy;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;

/** Accepts the devices of one authority; a device is its certificate's subject. */
final class MixedPolicy implements GroupPolicy {

    private final Bytes authority;
    private final Map<Bytes, String> subjects = new HashMap<>();

    MixedPolicy(Bytes authority) {
        this.authority = authority;
    }

    private String subject(Credential credential) {
        if (!(credential instanceof Credential.X509 chain)
                || !chain.certificates().get(1).equals(authority)) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
        return subjects.computeIfAbsent(chain.certificates().get(0), leaf -> certified(leaf, chain.certificates()));
    }

    private static String certified(Bytes leaf, List<Bytes> chain) {
        try {
            X509Certificate certificate = certificate(leaf);
            certificate.verify(certificate(chain.get(1)).getPublicKey());
            return certificate.getSubjectX500Principal().getName();
        } catch (GeneralSecurityException forged) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED, forged);
        }
    }

    private static X509Certificate certificate(Bytes der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
    }

    @Override
    public void requireAccepted(LeafNode leaf) {
        require(!subject(leaf.credential()).isEmpty());
    }

    @Override
    public void requireSuccessor(LeafNode before, LeafNode after) {
        require(subject(before.credential()).equals(subject(after.credential())));
    }

    @Override
    public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {
        require(replaced == null || subject(joiner.credential()).equals(subject(replaced.credential())));
    }

    @Override
    public void requireExternalSender(ExternalSender sender) {
        require(!subject(sender.credential()).isEmpty());
    }

    @Override
    public Duration longestLifetime() {
        return Duration.ofDays(80);
    }
}
