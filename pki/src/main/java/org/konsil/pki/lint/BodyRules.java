package org.konsil.pki.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/** Rules on the fields of the certificate's body (RFC 5280, section 4.1). */
final class BodyRules {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final AlgorithmIdentifier ECDSA_SHA384 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final AlgorithmIdentifier P256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
    private static final int SERIAL_BYTES = 18;

    private BodyRules() {}

    static boolean isVersion3(LintSubject subject) {
        return subject.certificate().getVersionNumber() == 3;
    }

    /** A first octet that is neither zero nor negative keeps the other 17 whole: 136 random bits. */
    static boolean serialIsLong(LintSubject subject) {
        BigInteger serial = subject.certificate().getSerialNumber();
        return serial.signum() > 0 && serial.toByteArray().length == SERIAL_BYTES && serial.toByteArray()[0] != 0;
    }

    static boolean isSignedWithEcdsaSha384(LintSubject subject) {
        return subject.body().getSignature().equals(ECDSA_SHA384)
                && subject.certificate().getSignatureAlgorithm().equals(ECDSA_SHA384);
    }

    static boolean issuerIsTheCa(LintSubject subject) {
        X500Name issuer =
                X500Name.getInstance(subject.issuer().getSubjectX500Principal().getEncoded());
        return subject.certificate().getIssuer().equals(issuer);
    }

    /** Both ends belong to the validity (section 4.1.2.5), so the difference is a second short of it. */
    static boolean lifeIsExact(LintSubject subject) {
        X509CertificateHolder certificate = subject.certificate();
        Duration difference = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        return difference.plusSeconds(1).equals(subject.profile().life());
    }

    static boolean endsBeforeItsIssuer(LintSubject subject) {
        return !subject.certificate().getNotAfter().after(subject.issuer().getNotAfter())
                && !subject.certificate().getNotBefore().before(subject.issuer().getNotBefore());
    }

    /** Section 4.1.2.5 demands UTCTime through 2049; no CA of ours lives that long. */
    static boolean timesAreUtcTimes(LintSubject subject) {
        return subject.body().getStartDate().toASN1Primitive() instanceof ASN1UTCTime
                && subject.body().getEndDate().toASN1Primitive() instanceof ASN1UTCTime;
    }

    static boolean subjectIsOrganisationAndDevice(LintSubject subject) {
        RDN[] names = subject.certificate().getSubject().getRDNs();
        RDN[] organisation = subject.certificate().getIssuer().getRDNs(BCStyle.O);
        return names.length == 2
                && organisation.length == 1
                && !names[1].isMultiValued()
                && names[0].equals(organisation[0])
                && names[1].getFirst().getType().equals(BCStyle.CN)
                && names[1].getFirst().getValue() instanceof ASN1String device
                && UUID_TEXT.matcher(device.getString()).matches();
    }

    static boolean keyIsP256(LintSubject subject) {
        return subject.certificate().getSubjectPublicKeyInfo().getAlgorithm().equals(P256);
    }

    static boolean hasNoUniqueIdentifiers(LintSubject subject) {
        return subject.body().getIssuerUniqueId() == null && subject.body().getSubjectUniqueId() == null;
    }

    static boolean isDer(LintSubject subject) {
        try {
            byte[] encoded = subject.certificate().getEncoded();
            return Arrays.equals(
                    encoded, subject.certificate().toASN1Structure().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            return false;
        }
    }
}
