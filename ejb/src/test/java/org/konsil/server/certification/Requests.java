package org.konsil.server.certification;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Certification requests as a device makes them. */
final class Requests {

    private Requests() {}

    static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] of(KeyPair keys, String challenge, CertificateSubject claimed, String domain) throws Exception {
        return of(keys, challenge, "", "im:" + claimed.user() + "@" + domain, "urn:uuid:" + claimed.device());
    }

    /** The challenge in what {@code csrattrs} answers (RFC 7030, section 4.5.2). */
    static String challenge(byte[] csrAttributes) {
        for (ASN1Encodable element : ASN1Sequence.getInstance(csrAttributes)) {
            if (element instanceof ASN1Sequence attribute
                    && attribute.getObjectAt(0).equals(PKCSObjectIdentifiers.pkcs_9_at_challengePassword)) {
                return ((ASN1String)
                                ASN1Set.getInstance(attribute.getObjectAt(1)).getObjectAt(0))
                        .getString();
            }
        }
        throw new AssertionError("no challenge");
    }

    static byte[] ofServer(KeyPair keys, String challenge, String dnsName) throws Exception {
        return of(keys, challenge, "", new GeneralName(GeneralName.dNSName, dnsName));
    }

    static byte[] of(KeyPair keys, String challenge, String subject, String... uris) throws Exception {
        GeneralName[] names = Stream.of(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new);
        return of(keys, challenge, subject, names);
    }

    private static byte[] of(KeyPair keys, String challenge, String subject, GeneralName... names) throws Exception {
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        if (names.length > 0) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        if (!challenge.isEmpty()) {
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_challengePassword, new DERPrintableString(challenge));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }
}
