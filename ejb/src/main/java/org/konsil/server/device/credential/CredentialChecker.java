package org.konsil.server.device.credential;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.server.certification.CurrentCertificates;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.enrolment.DeviceRegister;

/** Says which device a leaf belongs to, and only if its chain is, byte for byte, one of the device's that is good now. */
@Stateless
public class CredentialChecker {

    @Inject
    CurrentCertificates certificates;

    @Inject
    DeviceRegister devices;

    /**
     * The device one of whose good certificate chains the leaf carries. That the leaf's key is the certificate's is checked with
     * the leaf's signature, by {@link org.konsil.protocol.mls.leaf.LeafSigner}.
     *
     * @throws CredentialRefusedException if it is another kind of credential, or not exactly that chain
     * @throws org.konsil.server.device.RemovedDeviceException if the device was put out
     */
    public RegisteredDevice require(LeafNode leaf) {
        DeviceId device = CertificateHolder.of(leaf);
        requireChain(leaf, device);
        return devices.require(device);
    }

    /**
     * The certificate, if the leaf carries a good chain of exactly this device.
     *
     * @throws CredentialRefusedException if it does not
     */
    public DeviceCertificate requireOf(DeviceId device, LeafNode leaf) {
        return requireChain(leaf, device);
    }

    private DeviceCertificate requireChain(LeafNode leaf, DeviceId device) {
        if (!(leaf.credential() instanceof Credential.X509 x509)
                || x509.certificates().isEmpty()) {
            throw new CredentialRefusedException();
        }
        DeviceCertificate good = certificates
                .findGood(device.value(), x509.certificates().get(0).toArray())
                .orElseThrow(CredentialRefusedException::new);
        List<Bytes> issued = good.chain().stream().map(Bytes::of).toList();
        if (!x509.certificates().equals(issued)) {
            throw new CredentialRefusedException();
        }
        return good;
    }
}
