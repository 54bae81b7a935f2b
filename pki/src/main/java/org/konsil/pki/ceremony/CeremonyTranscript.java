package org.konsil.pki.ceremony;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.konsil.pki.Certificates;

/**
 * What a ceremony made, for people to read and to compare.
 *
 * @param text a line for what it was, one for the time, then one for each certificate: name, serial, end, SHA-256
 * @param rootSha256 the fingerprint of the root in lower-case hexadecimal
 */
public record CeremonyTranscript(String text, String rootSha256) {

    static CeremonyTranscript of(String kind, Instant at, X509Certificate root, List<X509Certificate> made) {
        String lines = made.stream().map(CeremonyTranscript::line).collect(Collectors.joining());
        return new CeremonyTranscript(kind + "\n" + at + "\n" + lines, Certificates.sha256(root));
    }

    /** The SHA-256 of the text, in lower-case hexadecimal: what is written down, compared, and put first into the proof log. */
    public String sha256() {
        return Certificates.sha256(text);
    }

    private static String line(X509Certificate certificate) {
        return "%s serial=%s until=%s sha256=%s%n"
                .formatted(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getSerialNumber().toString(16),
                        certificate.getNotAfter().toInstant(),
                        Certificates.sha256(certificate));
    }
}
