package org.konsil.pki.lint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Rules on keys and what they may do. */
final class UsageLints {

    static final Lint<LintSubject> CERT_SIGN_ONLY_FOR_CAS = new Lint<>(
            "only-cas-sign-certificates",
            "RFC 5280, 4.2.1.3 and 4.2.1.9",
            s -> s.isAuthority() || !has(s, KeyUsage.keyCertSign));

    static final List<Lint<LintSubject>> ALL = List.of(
            CERT_SIGN_ONLY_FOR_CAS,
            new Lint<>(
                    "cas-sign-certificates",
                    "RFC 5280, 4.2.1.3",
                    s -> !s.isAuthority() || has(s, KeyUsage.keyCertSign)),
            new Lint<>("key-usage-is-encoded-shortly", "X.690, 11.2.2", UsageLints::isShort),
            new Lint<>("ca-basic-constraints-are-critical", "RFC 5280, 4.2.1.9", UsageLints::criticalForCas),
            new Lint<>("path-length-only-for-cas", "RFC 5280, 4.2.1.9", UsageLints::pathLengthOnlyForCas),
            new Lint<>("purposes-and-key-usage-agree", "RFC 5280, 4.2.1.12", UsageLints::purposesAgree),
            new Lint<>("key-usage-fits-an-ec-key", "RFC 8813, 3", UsageLints::fitsEcKey),
            new Lint<>("key-usage-fits-an-rsa-key", "RFC 3279, 2.3.1", UsageLints::fitsRsaKey),
            new Lint<>("rsa-parameters-are-null", "RFC 3279, 2.3.1", UsageLints::rsaParametersAreNull),
            new Lint<>("rsa-exponent-is-sound", "RFC 8017, 3.1", UsageLints::rsaExponentIsSound),
            new Lint<>("ecdsa-has-no-parameters", "RFC 5758, 3.2", UsageLints::ecdsaHasNoParameters));

    private static final int EC_USES = KeyUsage.digitalSignature
            | KeyUsage.nonRepudiation
            | KeyUsage.keyAgreement
            | KeyUsage.encipherOnly
            | KeyUsage.decipherOnly;
    private static final int RSA_USES =
            KeyUsage.digitalSignature | KeyUsage.nonRepudiation | KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;
    private static final int SIGNING = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;

    /** With which uses a purpose is consistent; one of them is enough. */
    private static final Map<KeyPurposeId, Integer> CONSISTENT = Map.of(
            KeyPurposeId.id_kp_serverAuth,
            KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyAgreement,
            KeyPurposeId.id_kp_clientAuth,
            KeyUsage.digitalSignature | KeyUsage.keyAgreement,
            KeyPurposeId.id_kp_codeSigning,
            KeyUsage.digitalSignature,
            KeyPurposeId.id_kp_emailProtection,
            SIGNING | KeyUsage.keyEncipherment | KeyUsage.keyAgreement,
            KeyPurposeId.id_kp_timeStamping,
            SIGNING,
            KeyPurposeId.id_kp_OCSPSigning,
            SIGNING);

    private static final Set<ASN1ObjectIdentifier> ECDSA = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA224,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    private UsageLints() {}

    private static boolean has(LintSubject subject, int use) {
        return bits(subject) != 0 && (bits(subject) & use) == use;
    }

    /** All uses; 0 if there is no such extension. */
    private static int bits(LintSubject subject) {
        return subject.value(Extension.keyUsage)
                .map(value -> ASN1BitString.getInstance(value).intValue())
                .orElse(0);
    }

    /** A list of named bits ends with the last that is set; of nine bits two octets are the most. */
    private static boolean isShort(LintSubject subject) {
        return subject.value(Extension.keyUsage)
                .map(ASN1BitString::getInstance)
                .map(UsageLints::endsWithABit)
                .orElse(true);
    }

    private static boolean endsWithABit(ASN1BitString uses) {
        byte[] octets = uses.getBytes();
        return octets.length > 0 && octets.length <= 2 && ((octets[octets.length - 1] >> uses.getPadBits()) & 1) == 1;
    }

    private static boolean criticalForCas(LintSubject subject) {
        return !subject.isAuthority()
                || subject.extension(Extension.basicConstraints)
                        .map(Extension::isCritical)
                        .orElse(false);
    }

    private static boolean pathLengthOnlyForCas(LintSubject subject) {
        return subject.value(Extension.basicConstraints)
                .map(value -> BasicConstraints.getInstance(value).getPathLenConstraintInteger())
                .map(length -> subject.isAuthority() && has(subject, KeyUsage.keyCertSign))
                .orElse(true);
    }

    private static boolean purposesAgree(LintSubject subject) {
        if (!subject.has(Extension.keyUsage) || subject.isAuthority()) {
            return true;
        }
        return subject.value(Extension.extendedKeyUsage).stream()
                .flatMap(value -> Stream.of(ExtendedKeyUsage.getInstance(value).getUsages()))
                .filter(CONSISTENT::containsKey)
                .allMatch(purpose -> (CONSISTENT.getOrDefault(purpose, 0) & bits(subject)) != 0);
    }

    private static boolean fitsEcKey(LintSubject subject) {
        return subject.isAuthority() || !isEc(subject) || (bits(subject) & ~EC_USES) == 0;
    }

    private static boolean fitsRsaKey(LintSubject subject) {
        return subject.isAuthority() || !isRsa(subject) || (bits(subject) & ~RSA_USES) == 0;
    }

    private static boolean rsaParametersAreNull(LintSubject subject) {
        return !isRsa(subject)
                || DERNull.INSTANCE.equals(key(subject).getAlgorithm().getParameters());
    }

    private static boolean rsaExponentIsSound(LintSubject subject) throws IOException {
        if (!isRsa(subject)) {
            return true;
        }
        RSAPublicKey rsa = RSAPublicKey.getInstance(key(subject).parsePublicKey());
        return rsa.getPublicExponent().testBit(0) && rsa.getPublicExponent().bitLength() > 1;
    }

    private static boolean ecdsaHasNoParameters(LintSubject subject) {
        AlgorithmIdentifier algorithm = subject.body().getSignature();
        return !ECDSA.contains(algorithm.getAlgorithm()) || algorithm.getParameters() == null;
    }

    private static boolean isEc(LintSubject subject) {
        return key(subject).getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    }

    private static boolean isRsa(LintSubject subject) {
        return key(subject).getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
    }

    private static SubjectPublicKeyInfo key(LintSubject subject) {
        return subject.certificate().getSubjectPublicKeyInfo();
    }
}
