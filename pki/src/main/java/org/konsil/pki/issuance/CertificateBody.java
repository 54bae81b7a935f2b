package org.konsil.pki.issuance;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.profile.AuthorityNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.pki.profile.KeyUse;
import org.konsil.pki.profile.Lifetime;
import org.konsil.pki.profile.Usage;

/** Writes what a certificate says (RFC 5280, section 4); of the request it takes the public key and nothing else. */
final class CertificateBody {

    private final X509Certificate issuer;
    private final SerialNumbers serials;

    CertificateBody(X509Certificate issuer, SerialNumbers serials) {
        this.issuer = issuer;
        this.serials = serials;
    }

    X509v3CertificateBuilder build(IssuanceOrder order, Instant now) throws IOException {
        CertificateProfile profile = order.profile();
        Instant notBefore = now.minus(Lifetime.BACKDATE).truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                serials.next(),
                Date.from(notBefore),
                Date.from(lastInstant(notBefore, profile.lifetime())),
                X500Name.getInstance(order.names().subject().getEncoded()),
                SubjectPublicKeyInfo.getInstance(order.publicKey()));
        addUsage(builder, profile);
        addNames(builder, order);
        addKeyIdentifiers(builder, order);
        builder.addExtension(Extension.certificatePolicies, false, policies(profile));
        LocationExtensions.add(builder, order.locations(), profile.has(Trait.NO_STATUS));
        if (profile.lifetime().limitsKeyUse()) {
            Instant lastUse = notBefore.plus(profile.lifetime().keyUse()).minusSeconds(1);
            builder.addExtension(Extension.privateKeyUsagePeriod, false, new KeyUsePeriod(notBefore, lastUse));
        }
        return builder;
    }

    /** notAfter is inclusive (section 4.1.2.5). */
    private static Instant lastInstant(Instant notBefore, Lifetime lifetime) {
        return notBefore.plus(lifetime.preset()).minusSeconds(1);
    }

    private static void addUsage(X509v3CertificateBuilder builder, CertificateProfile profile) throws IOException {
        Usage usage = profile.usage();
        BasicConstraints basic = profile.has(Trait.AUTHORITY) ? new BasicConstraints(0) : new BasicConstraints(false);
        KeyPurposeId[] purposes = usage.purposes().stream()
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toArray(KeyPurposeId[]::new);
        builder.addExtension(Extension.basicConstraints, true, basic)
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUse.bits(usage.uses())))
                .addExtension(Extension.extendedKeyUsage, usage.purposesCritical(), new ExtendedKeyUsage(purposes));
        if (profile.has(Trait.NO_STATUS)) {
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
    }

    private static void addNames(X509v3CertificateBuilder builder, IssuanceOrder order) throws IOException {
        if (!order.names().alternativeNames().isEmpty()) {
            // Where the subject is empty these are the only names (section 4.1.2.6).
            boolean critical = order.names().subject().getName().isEmpty();
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    critical,
                    NameFields.alternatives(order.names().alternativeNames()));
        }
        if (order.names() instanceof AuthorityNames authority) {
            builder.addExtension(Extension.nameConstraints, true, NameFields.permitted(authority.permitted()));
        }
    }

    private void addKeyIdentifiers(X509v3CertificateBuilder builder, IssuanceOrder order) throws IOException {
        // The issuer's own identifier as it stands in its certificate, however it was made.
        byte[] extension = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(
                                ASN1OctetString.getInstance(value).getOctets()))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        identifiers().createSubjectKeyIdentifier(SubjectPublicKeyInfo.getInstance(order.publicKey())));
    }

    private static CertificatePolicies policies(CertificateProfile profile) {
        return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(profile.policy())));
    }

    private static JcaX509ExtensionUtils identifiers() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
