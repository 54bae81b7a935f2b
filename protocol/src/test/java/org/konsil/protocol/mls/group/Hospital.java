package org.konsil.protocol.mls.group;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;

/** The policy of a test: certificates of the test CA, a device is its common name, some names are revoked. */
final class Hospital implements GroupPolicy {

    final Set<String> revoked = new HashSet<>();

    GroupEnvironment environment(WireFormat handshakes) {
        return new GroupEnvironment(
                this, PreSharedKeyStore.NONE, Clock.fixed(Device.NOW, ZoneOffset.UTC), handshakes, 256);
    }

    GroupEnvironment environment() {
        return environment(WireFormat.PUBLIC_MESSAGE);
    }

    static Identity identity(Device device) {
        return new Identity(
                device.suite,
                device.privateKey(),
                device.signatureKey(),
                device.credential,
                Capabilities.of(List.of(1, 2), List.of(Credential.X509)),
                Extensions.NONE);
    }

    static Identity identity(String name, CipherSuite suite) {
        return identity(new Device(name, suite));
    }

    static String name(LeafNode leaf) {
        return name(leaf.credential());
    }

    private static String name(Credential credential) {
        if (!(credential instanceof Credential.X509 chain)) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
        try {
            byte[] der = chain.certificates().get(0).toArray();
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return certificate.getSubjectX500Principal().getName();
        } catch (CertificateException malformed) {
            throw new MlsValidationException(Fault.CERTIFICATE_MALFORMED, malformed);
        }
    }

    @Override
    public void requireAccepted(LeafNode leaf) {
        require(!revoked.contains(name(leaf)));
    }

    @Override
    public void requireSuccessor(LeafNode before, LeafNode after) {
        require(name(before).equals(name(after)));
    }

    @Override
    public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {
        require(replaced != null && name(joiner).equals(name(replaced)));
    }

    @Override
    public void requireExternalSender(ExternalSender sender) {
        require(name(sender.credential()).equals("CN=server"));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
    }
}
