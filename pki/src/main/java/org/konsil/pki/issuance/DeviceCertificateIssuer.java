package org.konsil.pki.issuance;

import java.security.cert.X509Certificate;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.Locations;

/** Issues device certificates: {@link CertificateIssuer} with one profile and one place for the status. */
public final class DeviceCertificateIssuer {

    private final CertificateIssuer issuer;
    private final CertificateProfile profile;
    private final Locations locations;

    /** Issues with {@code issuer} by the rules of {@code profile}. */
    public DeviceCertificateIssuer(CertificateIssuer issuer, CertificateProfile profile, Locations locations) {
        this.issuer = issuer;
        this.profile = profile;
        this.locations = locations;
    }

    /** As {@link CertificateIssuer#prepare}. */
    public IssuanceTicket prepare(byte[] publicKey, DeviceNames names) {
        return issuer.prepare(new IssuanceOrder(profile, publicKey, names, locations));
    }

    /** As {@link CertificateIssuer#issue(IssuanceTicket)}. */
    public X509Certificate issue(IssuanceTicket ticket) {
        return issuer.issue(ticket);
    }
}
