package org.konsil.server.certification.publication;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.server.certification.authority.DeviceAuthority;

/** The certificates of the CAs, for everybody. */
@Stateless
public class AuthorityCertificates {

    @Inject
    DeviceAuthority authority;

    /** The Device CA's, DER. */
    public byte[] device() {
        return authority.certificate();
    }

    /** The root's, DER. */
    public byte[] root() {
        return authority.rootCertificate();
    }

    /** All that a device needs to check its own chain, DER: the Device CA, then the root. */
    public List<byte[]> chain() {
        return List.of(device(), root());
    }
}
