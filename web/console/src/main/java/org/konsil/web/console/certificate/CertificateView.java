package org.konsil.web.console.certificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** What an X.509 certificate says, in words for people. */
public class CertificateView {

    private static final List<String> USES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");

    private final X509Certificate certificate;

    CertificateView(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** The common name; the last part of the name if there is none. */
    public String getName() {
        List<Part> parts = getSubject();
        return parts.stream()
                .filter(part -> part.kind().equals("CN"))
                .findFirst()
                .or(() -> parts.stream().findFirst())
                .map(Part::text)
                .orElse("–");
    }

    /** The subject's name, the most particular part first. */
    public List<Part> getSubject() {
        return parts(certificate.getSubjectX500Principal().getName());
    }

    /** The issuer's name, likewise. */
    public List<Part> getIssuer() {
        return parts(certificate.getIssuerX500Principal().getName());
    }

    /** The other names (RFC 5280, section 4.2.1.6): addresses of machines and URIs. */
    public List<String> getOtherNames() {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("an issued certificate has names that cannot be read", e);
        }
    }

    /** What the key may be used for, in the words of RFC 5280. */
    public List<String> getUses() {
        boolean @Nullable [] bits = certificate.getKeyUsage();
        List<String> uses = new ArrayList<>();
        for (int i = 0; bits != null && i < bits.length; i++) {
            if (bits[i]) {
                uses.add(USES.get(i));
            }
        }
        return uses;
    }

    /** The purposes, as object identifiers. */
    public List<String> getPurposes() {
        try {
            @Nullable List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? Collections.emptyList() : purposes;
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("an issued certificate has purposes that cannot be read", e);
        }
    }

    /** Kind and size of the key. */
    public String getKey() {
        if (certificate.getPublicKey() instanceof ECPublicKey key) {
            return "ECDSA P-" + key.getParams().getCurve().getField().getFieldSize();
        }
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            return "RSA " + key.getModulus().bitLength();
        }
        return certificate.getPublicKey().getAlgorithm();
    }

    public String getSignatureAlgorithm() {
        return certificate.getSigAlgName();
    }

    /** The serial in pairs of hexadecimal digits. */
    public String getSerial() {
        return HexFormat.ofDelimiter(":")
                .formatHex(certificate.getSerialNumber().toByteArray());
    }

    /** SHA-256 over the certificate, to compare by eye. */
    public String getFingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(
                    "SHA-256 is part of every JDK, and an issued certificate can be encoded", e);
        }
    }

    public Instant getNotBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant getNotAfter() {
        return certificate.getNotAfter().toInstant();
    }

    private static List<Part> parts(String name) {
        try {
            List<Part> parts = new ArrayList<>();
            for (Rdn rdn : new LdapName(name).getRdns()) {
                parts.add(0, new Part(rdn.getType(), text(rdn.getValue())));
            }
            return parts;
        } catch (InvalidNameException e) {
            throw new IllegalStateException("an issued certificate has a name that cannot be read", e);
        }
    }

    /** An attribute that the platform has no name for comes as DER: a string of some kind, behind two octets. */
    private static String text(Object value) {
        return value instanceof byte[] der && der.length > 2
                ? new String(der, 2, der.length - 2, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(value);
    }

    /**
     * A part of a name.
     *
     * @param kind such as {@code CN}
     */
    public record Part(String kind, String text) {
        public String getKind() {
            return kind;
        }

        public String getText() {
            return text;
        }
    }
}
