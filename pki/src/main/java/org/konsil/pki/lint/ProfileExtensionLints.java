package org.konsil.pki.lint;

import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PrivateKeyUsagePeriod;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.konsil.pki.KeyIdentifiers;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.pki.profile.KeyUse;
import org.konsil.pki.profile.NameForm;

/** Rules of the profile on the extensions. */
final class ProfileExtensionLints {

    static final List<Lint<ProfileSubject>> ALL = List.of(
            new Lint<>("extensions-are-the-profiles", "docs/protocol/certificates.md", s -> extensionsAreExpected(s)),
            new Lint<>("basic-constraints-are-the-profiles", "RFC 5280, 4.2.1.9", s -> basicConstraints(s)),
            new Lint<>("key-usage-is-the-profiles", "RFC 5280, 4.2.1.3", s -> keyUsage(s)),
            new Lint<>("purpose-is-the-profiles", "RFC 5280, 4.2.1.12", s -> purposes(s)),
            new Lint<>("purpose-is-one-of-the-cas", "docs/protocol/certificates.md", s -> purposesNest(s)),
            new Lint<>("authority-key-is-the-cas", "RFC 5280, 4.2.1.1", s -> authorityKey(s)),
            new Lint<>("subject-key-id-fits-the-key", "RFC 5280, 4.2.1.2, method 1", s -> subjectKey(s)),
            new Lint<>("policy-is-the-profiles", "RFC 5280, 4.2.1.4", s -> policy(s)),
            new Lint<>("crl-address-is-ours", "RFC 5280, 4.2.1.13", s -> crlAddress(s)),
            new Lint<>("access-addresses-are-ours", "RFC 5280, 4.2.2.1", s -> accessAddresses(s)),
            new Lint<>("no-check-is-the-profiles", "RFC 6960, 4.2.2.2.1", s -> noCheck(s)),
            new Lint<>("key-use-ends-in-time", "RFC 3280, 4.2.1.4", s -> keyUsePeriod(s)));

    private ProfileExtensionLints() {}

    private static boolean extensionsAreExpected(ProfileSubject subject) {
        Set<ASN1ObjectIdentifier> expected = new HashSet<>(Set.of(
                Extension.basicConstraints,
                Extension.keyUsage,
                Extension.extendedKeyUsage,
                Extension.authorityKeyIdentifier,
                Extension.subjectKeyIdentifier,
                Extension.certificatePolicies,
                Extension.cRLDistributionPoints,
                Extension.authorityInfoAccess));
        NameForm names = subject.profile().names();
        if (names == NameForm.AUTHORITY) {
            expected.add(Extension.nameConstraints);
        } else if (names != NameForm.FUNCTION) {
            expected.add(Extension.subjectAlternativeName);
        }
        if (subject.profile().has(Trait.NO_STATUS)) {
            expected.add(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);
        }
        if (subject.profile().lifetime().limitsKeyUse()) {
            expected.add(Extension.privateKeyUsagePeriod);
        }
        List<?> present = subject.read().certificate().getExtensionOIDs();
        return present.size() == expected.size() && expected.containsAll(present);
    }

    private static boolean basicConstraints(ProfileSubject subject) {
        BasicConstraints expected =
                subject.profile().has(Trait.AUTHORITY) ? new BasicConstraints(0) : new BasicConstraints(false);
        return subject.read().carries(Extension.basicConstraints, true, expected);
    }

    private static boolean keyUsage(ProfileSubject subject) {
        int bits = KeyUse.bits(subject.profile().usage().uses());
        return subject.read().carries(Extension.keyUsage, true, new KeyUsage(bits));
    }

    private static boolean purposes(ProfileSubject subject) {
        KeyPurposeId[] purposes = subject.profile().usage().purposes().stream()
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toArray(KeyPurposeId[]::new);
        boolean critical = subject.profile().usage().purposesCritical();
        return subject.read().carries(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
    }

    /** Some validators let the CA's purposes limit those below it; a certificate that they refuse helps nobody. */
    private static boolean purposesNest(ProfileSubject subject) {
        try {
            List<String> permitted = subject.issuer().getExtendedKeyUsage();
            return permitted == null
                    || permitted.containsAll(subject.profile().usage().purposes());
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean authorityKey(ProfileSubject subject) {
        byte[] issuerKeyId = subject.issuer().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (issuerKeyId == null) {
            return false;
        }
        ASN1OctetString keyId = ASN1OctetString.getInstance(
                ASN1OctetString.getInstance(issuerKeyId).getOctets());
        return subject.read()
                .carries(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId.getOctets()));
    }

    private static boolean subjectKey(ProfileSubject subject) {
        byte[] key = subject.read()
                .certificate()
                .getSubjectPublicKeyInfo()
                .getPublicKeyData()
                .getOctets();
        return subject.read()
                .carries(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifiers.sha1(key)));
    }

    private static boolean policy(ProfileSubject subject) {
        ASN1ObjectIdentifier policy = new ASN1ObjectIdentifier(subject.profile().policy());
        return subject.read()
                .carries(Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(policy)));
    }

    private static boolean crlAddress(ProfileSubject subject) {
        GeneralNames address = new GeneralNames(uri(subject.locations().revocationList()));
        DistributionPoint point = new DistributionPoint(new DistributionPointName(address), null, null);
        return subject.read()
                .carries(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    private static boolean accessAddresses(ProfileSubject subject) {
        List<AccessDescription> expected = new ArrayList<>();
        if (!subject.profile().has(Trait.NO_STATUS)) {
            subject.locations()
                    .responder()
                    .ifPresent(
                            address -> expected.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(address))));
        }
        expected.add(new AccessDescription(
                AccessDescription.id_ad_caIssuers, uri(subject.locations().issuer())));
        return subject.read()
                .carries(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(expected.toArray(AccessDescription[]::new)));
    }

    private static boolean noCheck(ProfileSubject subject) {
        return !subject.profile().has(Trait.NO_STATUS)
                || subject.read().carries(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }

    private static boolean keyUsePeriod(ProfileSubject subject) {
        if (!subject.profile().lifetime().limitsKeyUse()) {
            return true;
        }
        return subject.read()
                .extension(Extension.privateKeyUsagePeriod)
                .filter(extension -> !extension.isCritical())
                .map(extension -> PrivateKeyUsagePeriod.getInstance(extension.getParsedValue()))
                .filter(period -> period.getNotBefore() != null && period.getNotAfter() != null)
                .filter(period -> seconds(period.getNotBefore())
                        == subject.read()
                                .certificate()
                                .getNotBefore()
                                .toInstant()
                                .getEpochSecond())
                .filter(period -> Duration.ofSeconds(seconds(period.getNotAfter()) - seconds(period.getNotBefore()) + 1)
                        .equals(subject.profile().lifetime().keyUse()))
                .isPresent();
    }

    private static long seconds(ASN1GeneralizedTime time) {
        try {
            return time.getDate().toInstant().getEpochSecond();
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }
}
