package org.konsil.pki.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.KeyAlgorithm;

/** Rules of the profile on the body's fields. */
final class ProfileBodyLints {

    static final List<Lint<ProfileSubject>> ALL = List.of(
            new Lint<>("serial-is-18-octets", "RFC 5280, 4.1.2.2; docs/protocol/certificates.md", s -> isLong(s)),
            new Lint<>("signed-with-ecdsa-sha384", "RFC 5758, 3.2", ProfileBodyLints::isSignedWithEcdsaSha384),
            new Lint<>("issuer-is-the-ca", "RFC 5280, 4.1.2.4", ProfileBodyLints::issuerIsTheCa),
            new Lint<>("life-is-exact", "RFC 5280, 4.1.2.5", ProfileBodyLints::lifeIsExact),
            new Lint<>("ends-before-its-issuer", "RFC 5280, 6.1.3 (a)(2)", ProfileBodyLints::endsBeforeItsIssuer),
            new Lint<>("key-is-permitted", "BSI TR-02102-1, 3", ProfileBodyLints::keyIsPermitted),
            new Lint<>("key-is-sound", "RFC 5480, 2.2; NIST SP 800-56A, 5.6.2.3.3", ProfileBodyLints::keyIsSound));

    private static final AlgorithmIdentifier ECDSA_SHA384 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    private static final int SERIAL_BYTES = 18;

    private ProfileBodyLints() {}

    /** A first octet that is neither zero nor negative keeps the other 17 whole: 136 random bits. */
    private static boolean isLong(ProfileSubject subject) {
        BigInteger serial = subject.read().certificate().getSerialNumber();
        return serial.signum() > 0 && serial.toByteArray().length == SERIAL_BYTES && serial.toByteArray()[0] != 0;
    }

    private static boolean isSignedWithEcdsaSha384(ProfileSubject subject) {
        return subject.read().body().getSignature().equals(ECDSA_SHA384)
                && subject.read().certificate().getSignatureAlgorithm().equals(ECDSA_SHA384);
    }

    private static boolean issuerIsTheCa(ProfileSubject subject) throws IOException {
        X500Name issuer =
                X500Name.getInstance(subject.issuer().getSubjectX500Principal().getEncoded());
        return java.util.Arrays.equals(
                subject.read().certificate().getIssuer().getEncoded(ASN1Encoding.DER),
                issuer.getEncoded(ASN1Encoding.DER));
    }

    /** Both ends belong to the validity, so the difference is a second short of it. */
    private static boolean lifeIsExact(ProfileSubject subject) {
        X509CertificateHolder certificate = subject.read().certificate();
        Duration difference = Duration.between(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
        return difference.plusSeconds(1).equals(subject.profile().lifetime().preset());
    }

    private static boolean endsBeforeItsIssuer(ProfileSubject subject) {
        X509CertificateHolder certificate = subject.read().certificate();
        return !certificate.getNotAfter().after(subject.issuer().getNotAfter())
                && !certificate.getNotBefore().before(subject.issuer().getNotBefore());
    }

    private static boolean keyIsPermitted(ProfileSubject subject) throws IOException {
        return KeyAlgorithm.find(key(subject).getEncoded(ASN1Encoding.DER))
                .filter(subject.profile().keys().permitted()::contains)
                .isPresent();
    }

    /** The provider checks a point against its curve's equation when it makes the key. */
    private static boolean keyIsSound(ProfileSubject subject) throws IOException {
        SubjectPublicKeyInfo key = key(subject);
        boolean elliptic = key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
        try {
            KeyFactory.getInstance(elliptic ? "EC" : "RSA", PkiProvider.INSTANCE)
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded(ASN1Encoding.DER)));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SubjectPublicKeyInfo key(ProfileSubject subject) {
        return subject.read().certificate().getSubjectPublicKeyInfo();
    }
}
