package org.konsil.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Reads and writes single certificates: DER, PEM, fingerprint. */
public final class Certificates {

    private static final int MAX_FILE_BYTES = 64 * 1024;

    private Certificates() {}

    /**
     * Reads one DER certificate that fills the bytes.
     *
     * @throws CertificateException if it is not one
     */
    public static X509Certificate parse(byte[] der) throws CertificateException {
        try {
            // A lenient reader would let one certificate have many encodings.
            ASN1Primitive value = ASN1Primitive.fromByteArray(der);
            if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
                throw new CertificateException("not DER");
            }
            CertificateFactory factory = CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE);
            X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
            if (certificate == null || !Arrays.equals(certificate.getEncoded(), der)) {
                throw new CertificateException("not a certificate");
            }
            return certificate;
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new CertificateException("not a certificate", e);
        }
    }

    /** Reads a file that holds one certificate, PEM or DER. */
    public static X509Certificate read(Path file) throws IOException, CertificateException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new CertificateException("too large for a certificate: " + file.getFileName());
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE);
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    /** The DER bytes. */
    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no encoding", e);
        }
    }

    /** The PEM text (RFC 7468). */
    public static String pem(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der(certificate));
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /** The SHA-256 of the DER bytes in lower-case hexadecimal. */
    public static String sha256(X509Certificate certificate) {
        return HexFormat.of().formatHex(digest("SHA-256", der(certificate)));
    }

    /**
     * The key identifier of the CA that issued it, in lower-case hexadecimal (RFC 5280, section 4.2.1.1).
     *
     * @throws IllegalArgumentException if the certificate does not name one
     */
    public static String issuerKeyId(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        if (extension == null) {
            throw new IllegalArgumentException("no authorityKeyIdentifier");
        }
        byte[] keyId = AuthorityKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifierOctets();
        if (keyId == null) {
            throw new IllegalArgumentException("the authorityKeyIdentifier has no key identifier");
        }
        return HexFormat.of().formatHex(keyId);
    }

    /**
     * The CA's own key identifier, in lower-case hexadecimal (RFC 5280, section 4.2.1.2).
     *
     * @throws IllegalArgumentException if it has none
     */
    public static String keyId(X509Certificate ca) {
        byte[] extension = ca.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (extension == null) {
            throw new IllegalArgumentException("no subjectKeyIdentifier");
        }
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        return HexFormat.of().formatHex(ASN1OctetString.getInstance(value).getOctets());
    }

    /** The TBSCertificate, DER. */
    public static byte[] body(X509Certificate certificate) {
        try {
            return certificate.getTBSCertificate();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no encoding", e);
        }
    }

    /**
     * The addresses of the lists that would name it, in order (RFC 5280, section 4.2.1.13); none if it names none.
     *
     * @throws CertificateException if the extension cannot be read
     */
    public static List<String> revocationLists(X509Certificate certificate) throws CertificateException {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return List.of();
        }
        try {
            CRLDistPoint points = CRLDistPoint.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            return Stream.of(points.getDistributionPoints())
                    .map(DistributionPoint::getDistributionPoint)
                    .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
                    .flatMap(name ->
                            Stream.of(GeneralNames.getInstance(name.getName()).getNames()))
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> ((ASN1String) name.getName()).getString())
                    .toList();
        } catch (IllegalArgumentException | ClassCastException malformed) {
            throw new CertificateException("no distribution points", malformed);
        }
    }

    /** The SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
