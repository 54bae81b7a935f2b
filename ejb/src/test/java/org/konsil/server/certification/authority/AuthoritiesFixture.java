package org.konsil.server.certification.authority;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaSigner;
import org.konsil.server.platform.HospitalSettings;

/** The CAs without their files. */
public final class AuthoritiesFixture {
    private AuthoritiesFixture() {}

    public static Authorities of(
            HospitalSettings hospital, Clock clock, X509Certificate root, Map<IssuingAuthority, CaSigner> signers) {
        Authorities authorities = new Authorities();
        authorities.hospital = hospital;
        authorities.clock = clock;
        authorities.use(root, signers);
        return authorities;
    }
}
