package org.konsil.protocol.proof;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.protocol.proof.note.NoteKey;

/**
 * The first entry of a log: its key belongs to this hospital, says a certificate of the hospital's CA. Whoever checks it knows the
 * root; the certificate's own chain and purpose are looked at there.
 *
 * @param chain the certificate that signs, then its CA's, DER
 */
public record KeyStatement(NoteKey key, Instant notBefore, Instant notAfter, byte[] signature, List<byte[]> chain) {

    private static final String LABEL = "konsil proof log key 1\n";
    private static final int MOST_BYTES = 16 * 1024;
    private static final String BASE64 = "([A-Za-z0-9+/]+=*)";
    private static final String TIME = "([0-9TZ:.-]+)";
    private static final Pattern FORM = Pattern.compile("\\{\"certificates\":\\[\"" + BASE64 + "\",\"" + BASE64
            + "\"],\"key\":\"([^\"\\\\]+)\",\"kind\":\"log-begun\",\"notAfter\":\"" + TIME + "\",\"notBefore\":\""
            + TIME
            + "\",\"signature\":\"" + BASE64 + "\",\"v\":1}");

    public KeyStatement {
        chain = List.copyOf(chain);
    }

    /** What the certificate's key signs: ECDSA with SHA-256 over this text. */
    public static byte[] content(NoteKey key, Instant notBefore, Instant notAfter) {
        return (LABEL + key.text() + "\n" + notBefore + "\n" + notAfter + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an entry. */
    public static KeyStatement parse(byte[] entry) {
        if (entry.length > MOST_BYTES) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        Matcher form = FORM.matcher(new String(entry, StandardCharsets.UTF_8));
        if (!form.matches()) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return new KeyStatement(
                NoteKey.parse(form.group(3)),
                time(form.group(5)),
                time(form.group(4)),
                StrictBase64.decode(form.group(6)),
                List.of(StrictBase64.decode(form.group(1)), StrictBase64.decode(form.group(2))));
    }

    /** The entry: canonical JSON (RFC 8785). */
    public byte[] entry() {
        return ("{\"certificates\":[\"" + StrictBase64.encode(chain.get(0)) + "\",\""
                        + StrictBase64.encode(chain.get(1))
                        + "\"],\"key\":\"" + key.text() + "\",\"kind\":\"log-begun\",\"notAfter\":\"" + notAfter
                        + "\",\"notBefore\":\"" + notBefore + "\",\"signature\":\"" + StrictBase64.encode(signature)
                        + "\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The statement was signed by the key of its first certificate, and speaks of this log's key.
     *
     * @return the chain, of which nothing else was checked
     */
    public List<X509Certificate> check(NoteKey log) {
        if (!key.equals(log)) {
            throw new ProofRefusedException(ProofFault.WRONG_LOG);
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509Certificate signer = certificate(factory, chain.get(0));
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(signer.getPublicKey());
            check.update(content(key, notBefore, notAfter));
            if (!check.verify(signature)) {
                throw new ProofRefusedException(ProofFault.SIGNATURE_FORGED);
            }
            return List.of(signer, certificate(factory, chain.get(1)));
        } catch (GeneralSecurityException unusable) {
            throw new ProofRefusedException(ProofFault.SIGNATURE_FORGED);
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, byte[] der) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
