package org.konsil.pki.profile;

import static org.konsil.pki.profile.CertificateProfile.Trait.AUTHORITY;
import static org.konsil.pki.profile.CertificateProfile.Trait.FOUR_EYES;
import static org.konsil.pki.profile.CertificateProfile.Trait.NO_STATUS;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All profiles, as they are before a hospital narrows them; the table is in docs/protocol/certificates.md. */
public final class CertificateProfiles {

    private static final int YEAR = 365;
    private static final Lifetime AUTHORITY_LIFE = Lifetime.ofDays(5 * YEAR + 1, 5 * YEAR / 2);
    private static final KeyRule P256 = KeyRule.only(KeyAlgorithm.P256);

    public static final CertificateProfile STAFF_CA =
            authority("staff-ca", Oids.DOCUMENT_SIGNING, Oids.CLIENT_AUTH, Oids.OCSP_SIGNING);
    public static final CertificateProfile DEVICE_CA =
            authority("device-ca", Oids.IM_URI, Oids.CLIENT_AUTH, Oids.OCSP_SIGNING);
    public static final CertificateProfile SERVICE_CA = authority(
            "service-ca",
            Oids.SERVER_AUTH,
            Oids.OCSP_SIGNING,
            Oids.TIME_STAMPING,
            Oids.PROOF_LOG,
            Oids.DELIVERY_SERVICE);

    /** A person's signature under acknowledgements, hand-overs and approvals; not a qualified one. */
    public static final CertificateProfile STAFF_SIGNATURE = leaf(
                    "staff-signature",
                    IssuingAuthority.STAFF,
                    Lifetime.ofDays(YEAR, 60),
                    Usage.signature(Oids.DOCUMENT_SIGNING).withOption(KeyUse.NON_REPUDIATION),
                    NameForm.STAFF,
                    1)
            .with(FOUR_EYES);
    /** A person's login as administrator or auditor; the key lies on a card or token. */
    public static final CertificateProfile ADMINISTRATOR_LOGIN = leaf(
                    "administrator-login",
                    IssuingAuthority.STAFF,
                    Lifetime.ofDays(YEAR, 60),
                    Usage.signature(Oids.CLIENT_AUTH),
                    NameForm.STAFF,
                    2)
            .with(FOUR_EYES);
    /** A device's MLS leaf: RFC 9734. */
    public static final CertificateProfile STAFF_DEVICE = leaf(
            "staff-device",
            IssuingAuthority.DEVICE,
            Lifetime.ofDays(90, 30),
            Usage.signature(Oids.IM_URI),
            NameForm.DEVICE,
            3);
    /** A native device's key for TLS, never that of its MLS leaf. */
    public static final CertificateProfile DEVICE_TLS = leaf(
            "device-tls",
            IssuingAuthority.DEVICE,
            Lifetime.ofDays(90, 30),
            Usage.signature(Oids.CLIENT_AUTH),
            NameForm.DEVICE,
            4);
    /** RFC 9525: the names are in the subjectAltName. */
    public static final CertificateProfile TLS_SERVER = new CertificateProfile(
            "tls-server",
            1,
            0,
            IssuingAuthority.SERVICE,
            Lifetime.ofDays(90, 30),
            new KeyRule(KeyAlgorithm.P256, Set.of(KeyAlgorithm.P256, KeyAlgorithm.RSA3072)),
            Usage.signature(Oids.SERVER_AUTH),
            NameForm.SERVER,
            Oids.policy(5),
            Set.of());
    /** RFC 3161, section 2.3: the purpose stands alone and is critical; the key signs a year, its tokens are checked longer. */
    public static final CertificateProfile TIME_STAMP = leaf(
                    "time-stamp",
                    IssuingAuthority.SERVICE,
                    Lifetime.ofDays(3 * YEAR, 2 * YEAR, YEAR),
                    Usage.signature(Oids.TIME_STAMPING)
                            .withOption(KeyUse.NON_REPUDIATION)
                            .withCriticalPurposes(),
                    NameForm.FUNCTION,
                    6)
            .with(FOUR_EYES);
    /** Signs the statement that names the proof log's key. */
    public static final CertificateProfile PROOF_LOG = leaf(
                    "proof-log",
                    IssuingAuthority.SERVICE,
                    Lifetime.ofDays(YEAR, 60),
                    Usage.signature(Oids.PROOF_LOG),
                    NameForm.FUNCTION,
                    7)
            .with(FOUR_EYES);
    /** The server's key in a group's external senders. */
    public static final CertificateProfile DELIVERY_SERVICE = leaf(
            "delivery-service",
            IssuingAuthority.SERVICE,
            Lifetime.ofDays(YEAR, 60),
            Usage.signature(Oids.DELIVERY_SERVICE),
            NameForm.FUNCTION,
            8);

    /** RFC 6960, section 4.2.2.2: each issuing CA certifies a responder of its own. */
    public static final CertificateProfile STAFF_OCSP = responder("staff-ocsp", IssuingAuthority.STAFF, 9);

    public static final CertificateProfile DEVICE_OCSP = responder("device-ocsp", IssuingAuthority.DEVICE, 10);
    public static final CertificateProfile SERVICE_OCSP = responder("service-ocsp", IssuingAuthority.SERVICE, 11);

    private static final List<CertificateProfile> ALL = List.of(
            STAFF_CA,
            DEVICE_CA,
            SERVICE_CA,
            STAFF_SIGNATURE,
            ADMINISTRATOR_LOGIN,
            STAFF_DEVICE,
            DEVICE_TLS,
            TLS_SERVER,
            TIME_STAMP,
            PROOF_LOG,
            DELIVERY_SERVICE,
            STAFF_OCSP,
            DEVICE_OCSP,
            SERVICE_OCSP);

    private CertificateProfiles() {}

    /** Every profile in its newest version. */
    public static List<CertificateProfile> all() {
        return ALL;
    }

    /** The profile of that name and version. */
    public static Optional<CertificateProfile> find(String name, int version) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name) && profile.version() == version)
                .findFirst();
    }

    /** The newest version of the profile. */
    public static Optional<CertificateProfile> find(String name) {
        return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    private static CertificateProfile authority(String name, String... purposes) {
        return new CertificateProfile(
                name,
                1,
                0,
                IssuingAuthority.ROOT,
                AUTHORITY_LIFE,
                KeyRule.only(KeyAlgorithm.P384),
                Usage.authority(List.of(purposes)),
                NameForm.AUTHORITY,
                Oids.ANY_POLICY,
                Set.of(AUTHORITY, FOUR_EYES));
    }

    private static CertificateProfile responder(String name, IssuingAuthority issuer, int policy) {
        Usage usage = Usage.signature(Oids.OCSP_SIGNING);
        return leaf(name, issuer, Lifetime.ofDays(14, 7), usage, NameForm.FUNCTION, policy)
                .with(NO_STATUS);
    }

    private static CertificateProfile leaf(
            String name, IssuingAuthority issuer, Lifetime lifetime, Usage usage, NameForm names, int policy) {
        return new CertificateProfile(name, 1, 0, issuer, lifetime, P256, usage, names, Oids.policy(policy), Set.of());
    }
}
