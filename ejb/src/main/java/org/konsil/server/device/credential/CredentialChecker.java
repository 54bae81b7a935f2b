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

/** Says which device a leaf belongs to, and only if its chain is, byte for byte, the one that the device holds now. */
@Stateless
public class CredentialChecker {

    @Inject
    CurrentCertificates certificates;

    @Inject
    DeviceRegister devices;

    /**
     * The device whose current certificate chain the leaf carries. That the leaf's key is the certificate's is checked with
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
     * The end of the certificate, if the leaf carries the current chain of exactly this device.
     *
     * @throws CredentialRefusedException if it does not
     */
    public DeviceCertificate requireOf(DeviceId device, LeafNode leaf) {
        return requireChain(leaf, device);
    }

    private DeviceCertificate requireChain(LeafNode leaf, DeviceId device) {
        DeviceCertificate current =
                certificates.findCurrent(device.value()).orElseThrow(CredentialRefusedException::new);
        List<Bytes> issued = current.chain().stream().map(Bytes::of).toList();
        if (!(leaf.credential() instanceof Credential.X509 x509)
                || !x509.certificates().equals(issued)) {
            throw new CredentialRefusedException();
        }
        return current;
    }
}
