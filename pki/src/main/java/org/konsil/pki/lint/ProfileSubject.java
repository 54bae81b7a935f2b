package org.konsil.pki.lint;

import java.security.cert.X509Certificate;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.Locations;

/**
 * A certificate, and what it is measured by.
 *
 * @param domain the hospital's domain in {@code im:} URIs
 */
record ProfileSubject(
        LintSubject read, X509Certificate issuer, CertificateProfile profile, Locations locations, String domain) {}
