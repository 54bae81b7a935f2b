package org.konsil.server.device.credential;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.DeviceId;

/** Reads whose certificate a leaf claims to carry; nothing is believed before the whole chain was compared. */
final class CertificateHolder {

    private static final int URI = 6;
    private static final String PREFIX = "urn:uuid:";
    private static final int MAX_BYTES = 8192;

    private CertificateHolder() {}

    static DeviceId of(LeafNode leaf) {
        if (!(leaf.credential() instanceof Credential.X509 x509)
                || x509.certificates().isEmpty()
                || x509.certificates().get(0).length() > MAX_BYTES) {
            throw new CredentialRefusedException();
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(x509.certificates().get(0).toArray()));
            return uris(certificate)
                    .filter(uri -> uri.startsWith(PREFIX))
                    .findFirst()
                    .map(uri -> new DeviceId(UUID.fromString(uri.substring(PREFIX.length()))))
                    .orElseThrow(CredentialRefusedException::new);
        } catch (CertificateException | IllegalArgumentException malformed) {
            throw new CredentialRefusedException();
        }
    }

    private static Stream<String> uris(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Stream.empty()
                : names.stream()
                        .filter(name -> Integer.valueOf(URI).equals(name.get(0)))
                        .map(name -> String.valueOf(name.get(1)));
    }
}
