package org.konsil.pki.issuance;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.Locations;

/** Writes what a device certificate says; of the request it takes the public key and nothing else. */
public final class DeviceCertificateBody {

    private final X509Certificate issuer;
    private final CertificateProfile profile;
    private final Locations locations;
    private final SerialNumbers serials;
    private final Clock clock;

    /** Writes certificates of the profile for the issuer. */
    public DeviceCertificateBody(
            X509Certificate issuer,
            CertificateProfile profile,
            Locations locations,
            SerialNumbers serials,
            Clock clock) {
        this.issuer = issuer;
        this.profile = profile;
        this.locations = locations;
        this.serials = serials;
        this.clock = clock;
    }

    X509v3CertificateBuilder build(byte[] publicKey, DeviceNames names) throws IOException {
        Instant notBefore = clock.instant().minus(profile.backdate()).truncatedTo(ChronoUnit.SECONDS);
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(publicKey);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                serials.next(),
                Date.from(notBefore),
                // notAfter is inclusive (RFC 5280, section 4.1.2.5).
                Date.from(notBefore.plus(profile.life()).minusSeconds(1)),
                X500Name.getInstance(names.subject().getEncoded()),
                key);
        return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose()))
                .addExtension(Extension.subjectAlternativeName, false, uris(names))
                .addExtension(Extension.authorityKeyIdentifier, false, issuerKeyId())
                .addExtension(
                        Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key))
                .addExtension(Extension.cRLDistributionPoints, false, revocationList())
                .addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, uri(locations.issuer())));
    }

    private KeyPurposeId purpose() {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(profile.purpose()));
    }

    private static GeneralNames uris(DeviceNames names) {
        return new GeneralNames(
                names.uris().stream().map(DeviceCertificateBody::uri).toArray(GeneralName[]::new));
    }

    /** The issuer's own identifier as it stands in its certificate, however it was made. */
    private AuthorityKeyIdentifier issuerKeyId() {
        byte[] extension = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        return new AuthorityKeyIdentifier(ASN1OctetString.getInstance(value).getOctets());
    }

    private CRLDistPoint revocationList() {
        GeneralNames address = new GeneralNames(uri(locations.revocationList()));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(address), null, null)});
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }
}
