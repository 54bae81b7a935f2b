package org.konsil.pki.lint;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.Locations;

/** All lints of the staff-device profile; none shares code with the builder of the certificates. */
public final class DeviceCertificateLint {

    private static final Map<String, Predicate<LintSubject>> RULES = Map.ofEntries(
            Map.entry("version-is-3", BodyRules::isVersion3),
            Map.entry("serial-is-18-octets", BodyRules::serialIsLong),
            Map.entry("signed-with-ecdsa-sha384", BodyRules::isSignedWithEcdsaSha384),
            Map.entry("issuer-is-the-ca", BodyRules::issuerIsTheCa),
            Map.entry("life-is-exact", BodyRules::lifeIsExact),
            Map.entry("ends-before-its-issuer", BodyRules::endsBeforeItsIssuer),
            Map.entry("times-are-utc-times", BodyRules::timesAreUtcTimes),
            Map.entry("subject-is-organisation-and-device", BodyRules::subjectIsOrganisationAndDevice),
            Map.entry("key-is-p256", BodyRules::keyIsP256),
            Map.entry("no-unique-identifiers", BodyRules::hasNoUniqueIdentifiers),
            Map.entry("is-der", BodyRules::isDer),
            Map.entry("extensions-are-known", ExtensionRules::extensionsAreKnown),
            Map.entry("is-no-ca", ExtensionRules::isNoCa),
            Map.entry("key-usage-is-digital-signature", ExtensionRules::keyUsageIsDigitalSignature),
            Map.entry("purpose-is-the-profiles", ExtensionRules::purposeIsTheProfiles),
            Map.entry("names-are-two-uris", ExtensionRules::namesAreTwoUris),
            Map.entry("authority-key-is-the-cas", ExtensionRules::authorityKeyIsTheCas),
            Map.entry("subject-key-id-fits-the-key", ExtensionRules::subjectKeyIdFitsTheKey),
            Map.entry("crl-address-is-ours", ExtensionRules::crlAddressIsOurs),
            Map.entry("issuer-address-is-ours", ExtensionRules::issuerAddressIsOurs));

    private final X509Certificate issuer;
    private final CertificateProfile profile;
    private final Locations locations;
    private final String domain;

    /** Measures by the profile and the facts of the installation. */
    public DeviceCertificateLint(
            X509Certificate issuer, CertificateProfile profile, Locations locations, String domain) {
        this.issuer = issuer;
        this.profile = profile;
        this.locations = locations;
        this.domain = domain;
    }

    /** The names of the rules that the certificate breaks, sorted; empty if it is good. Its signature is not looked at. */
    public List<String> findings(byte[] der) {
        LintSubject subject;
        try {
            subject = new LintSubject(new X509CertificateHolder(der), issuer, profile, locations, domain);
        } catch (IOException e) {
            return List.of("is-a-certificate");
        }
        List<String> broken = new ArrayList<>();
        RULES.forEach((name, rule) -> {
            if (!holds(rule, subject)) {
                broken.add(name);
            }
        });
        return broken.stream().sorted().toList();
    }

    private static boolean holds(Predicate<LintSubject> rule, LintSubject subject) {
        try {
            return rule.test(subject);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // What cannot be read does not follow the rule.
            return false;
        }
    }
}
