package org.konsil.pki.request;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.KeyAlgorithm;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** Reads PKCS#10 requests (RFC 2986) of every profile; what it does not know, it refuses and never ignores. */
public final class CertificationRequestReader {
    public static final int MAX_BYTES = 8 * 1024;
    private static final int MAX_CHALLENGE = 255;
    private static final int MAX_NAMES = 100;
    private static final Map<KeyAlgorithm, ASN1ObjectIdentifier> SIGNED_WITH = Map.of(
            KeyAlgorithm.P256, X9ObjectIdentifiers.ecdsa_with_SHA256,
            KeyAlgorithm.P384, X9ObjectIdentifiers.ecdsa_with_SHA384,
            KeyAlgorithm.RSA3072, PKCSObjectIdentifiers.sha256WithRSAEncryption);

    private final Set<KeyAlgorithm> permitted;

    /** Accepts keys of these kinds. */
    public CertificationRequestReader(Set<KeyAlgorithm> permitted) {
        this.permitted = Set.copyOf(permitted);
    }

    /**
     * Checks size, encoding, key, signature and the form of the claims.
     *
     * @throws RequestRefusedException with the first thing that is wrong
     */
    public CertificationRequest read(byte[] der) throws RequestRefusedException {
        PKCS10CertificationRequest request = parse(der);
        try {
            byte[] publicKey = requireKey(request);
            requireSignature(request, publicKey, signedPart(der));
            return claims(request, publicKey);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new RequestRefusedException(Reason.NOT_A_REQUEST, e);
        }
    }

    private static PKCS10CertificationRequest parse(byte[] der) throws RequestRefusedException {
        if (der.length > MAX_BYTES) {
            throw new RequestRefusedException(Reason.TOO_LARGE);
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(der);
            // DER but for the order of a set: strongSwan writes its attributes as they come.
            if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DL), der)) {
                throw new RequestRefusedException(Reason.NOT_DER);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new RequestRefusedException(Reason.NOT_DER, e);
        }
        try {
            return new PKCS10CertificationRequest(der);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new RequestRefusedException(Reason.NOT_A_REQUEST, e);
        }
    }

    private byte[] requireKey(PKCS10CertificationRequest request) throws RequestRefusedException, IOException {
        byte[] publicKey = request.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER);
        KeyAlgorithm algorithm = KeyAlgorithm.find(publicKey)
                .filter(permitted::contains)
                .orElseThrow(() -> new RequestRefusedException(Reason.WRONG_KEY_TYPE));
        return algorithm == KeyAlgorithm.P256 ? P256Keys.requireValid(request.getSubjectPublicKeyInfo()) : publicKey;
    }

    /** The bytes as they came: put into order, a set would not be what was signed. */
    private static byte[] signedPart(byte[] der) throws IOException {
        return ASN1Sequence.getInstance(der).getObjectAt(0).toASN1Primitive().getEncoded(ASN1Encoding.DL);
    }

    /** The verifier makes the key, and checks its point against the curve. */
    private static void requireSignature(PKCS10CertificationRequest request, byte[] publicKey, byte[] signed)
            throws RequestRefusedException {
        ASN1ObjectIdentifier expected =
                SIGNED_WITH.get(KeyAlgorithm.find(publicKey).orElseThrow());
        if (expected == null || !request.getSignatureAlgorithm().getAlgorithm().equals(expected)) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE_ALGORITHM);
        }
        try {
            // With the plain signature: the provider's own check prepares a second, raw one and costs twice.
            Signature check = Signature.getInstance(expected.getId(), PkiProvider.INSTANCE);
            check.initVerify(BouncyCastleProvider.getPublicKey(request.getSubjectPublicKeyInfo()));
            check.update(signed);
            if (!check.verify(request.getSignature())) {
                throw new RequestRefusedException(Reason.WRONG_SIGNATURE);
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE, e);
        }
    }

    private static CertificationRequest claims(PKCS10CertificationRequest request, byte[] publicKey)
            throws RequestRefusedException, IOException {
        List<AlternativeName> names = List.of();
        Optional<String> challenge = Optional.empty();
        Set<ASN1ObjectIdentifier> seen = new java.util.HashSet<>();
        for (Attribute attribute : request.getAttributes()) {
            if (!seen.add(attribute.getAttrType()) || attribute.getAttrValues().size() != 1) {
                throw new RequestRefusedException(Reason.UNKNOWN_ATTRIBUTE);
            }
            if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                names = requestedNames(attribute);
            } else if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_challengePassword)) {
                challenge = Optional.of(challenge(attribute));
            } else {
                throw new RequestRefusedException(Reason.UNKNOWN_ATTRIBUTE);
            }
        }
        X500Principal subject = new X500Principal(request.getSubject().getEncoded(ASN1Encoding.DER));
        return new CertificationRequest(publicKey, challenge, subject, names);
    }

    private static String challenge(Attribute attribute) throws RequestRefusedException {
        if (attribute.getAttrValues().getObjectAt(0) instanceof ASN1String text
                && text.getString().length() <= MAX_CHALLENGE) {
            return text.getString();
        }
        throw new RequestRefusedException(Reason.UNKNOWN_ATTRIBUTE);
    }

    private static List<AlternativeName> requestedNames(Attribute attribute) throws RequestRefusedException {
        Extensions extensions = Extensions.getInstance(attribute.getAttrValues().getObjectAt(0));
        Extension names = extensions.getExtension(Extension.subjectAlternativeName);
        if (names == null || !Set.of(extensions.getExtensionOIDs()).equals(expected(extensions))) {
            throw new RequestRefusedException(Reason.UNKNOWN_EXTENSION);
        }
        GeneralName[] requested =
                GeneralNames.getInstance(names.getParsedValue()).getNames();
        if (requested.length > MAX_NAMES) {
            throw new RequestRefusedException(Reason.TOO_LARGE);
        }
        List<AlternativeName> read = new ArrayList<>();
        for (GeneralName name : requested) {
            read.add(name(name));
        }
        return List.copyOf(read);
    }

    /** A request for the key usage that every holder gets anyway may stand there; some clients cannot leave it out. */
    private static Set<ASN1ObjectIdentifier> expected(Extensions extensions) {
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        return usage != null && usage.hasUsages(KeyUsage.digitalSignature)
                ? Set.of(Extension.subjectAlternativeName, Extension.keyUsage)
                : Set.of(Extension.subjectAlternativeName);
    }

    private static AlternativeName name(GeneralName name) throws RequestRefusedException {
        return switch (name.getTagNo()) {
            case GeneralName.uniformResourceIdentifier ->
                AlternativeName.uri(ASN1IA5String.getInstance(name.getName()).getString());
            case GeneralName.dNSName ->
                AlternativeName.dns(ASN1IA5String.getInstance(name.getName()).getString());
            default -> throw new RequestRefusedException(Reason.NAMES_OF_UNKNOWN_KIND);
        };
    }
}
