package org.konsil.pki.lint;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.Locations;

/** All lints on the certificates of one CA; none shares code with the builder of the certificates. */
public final class CertificateLint {

    private final X509Certificate issuer;
    private final String domain;

    /**
     * Measures certificates of this CA.
     *
     * @param domain the hospital's domain in {@code im:} URIs
     */
    public CertificateLint(X509Certificate issuer, String domain) {
        this.issuer = issuer;
        this.domain = domain;
    }

    /**
     * The names of the rules that the certificate breaks, sorted; empty if it is good. Its signature is not looked at.
     *
     * @param locations where its status is to be found
     */
    public List<String> findings(byte[] der, CertificateProfile profile, Locations locations) {
        LintSubject read;
        try {
            read = LintSubject.read(der);
        } catch (IOException e) {
            return List.of("is-a-certificate");
        }
        ProfileSubject subject = new ProfileSubject(read, issuer, profile, locations, domain);
        return Stream.concat(StandardLints.broken(read), ProfileLints.broken(subject))
                .sorted()
                .toList();
    }

    /** As {@link #findings}, but only with the rules of the standards, which every certificate of anybody keeps. */
    public static List<String> standardFindings(byte[] der) {
        return findings(der, StandardLints.ALL);
    }

    /**
     * The rules that whoever relies on a certificate holds it to, trust anchors excepted; {@code chain} asks.
     *
     * @param sinceRfc5280 whether also to those that RFC 3280 did not have
     * @return the names of those that it breaks, empty if it is good
     */
    public static List<String> relyingFindings(byte[] der, boolean sinceRfc5280) {
        List<Lint<LintSubject>> younger = sinceRfc5280 ? StandardLints.SINCE_RFC_5280 : List.of();
        return findings(
                der,
                Stream.concat(StandardLints.FOR_PATHS.stream(), younger.stream())
                        .toList());
    }

    /** The rules on name constraints: what cannot be understood cannot be obeyed (RFC 5280, section 4.2.1.10). */
    public static List<String> constraintFindings(byte[] der) {
        return findings(der, ConstraintLints.NAMES);
    }

    private static List<String> findings(byte[] der, List<Lint<LintSubject>> lints) {
        try {
            return StandardLints.broken(lints, LintSubject.read(der)).sorted().toList();
        } catch (IOException e) {
            return List.of("is-a-certificate");
        }
    }
}
