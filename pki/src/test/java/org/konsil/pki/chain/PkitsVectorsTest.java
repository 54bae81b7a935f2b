package org.konsil.pki.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.Vectors;

/** NIST's PKITS of 2011, which is made after RFC 3280; what is expected stands in the names of the end-entity certificates. */
class PkitsVectorsTest {

    private static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");
    private static final String FOLDER = "PKITS/";

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<X509CRL> lists = new ArrayList<>();

    @Test
    @DisplayName("A5: PKITS comes out as it should, but for the cases that are listed")
    void agreesWithPkits() throws Exception {
        Properties known = new Properties();
        try (var in = PkitsVectorsTest.class.getResourceAsStream("pkits-differences.properties")) {
            known.load(in);
        }
        Map<String, byte[]> files = Vectors.in("pki").archive("pkits-2011.tgz");
        read(files);
        X509Certificate root = certificate(files.get(FOLDER + "certs/TrustAnchorRootCertificate.crt"));
        Set<String> wrong = new TreeSet<>();
        int all = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String name = file.getKey().replace(FOLDER + "certs/", "").replace(".crt", "");
            if (!name.endsWith("EE") || !(name.startsWith("Valid") || name.startsWith("Invalid"))) {
                continue;
            }
            all++;
            String outcome = outcome(root, file.getValue());
            if (outcome.isEmpty() != name.startsWith("Valid")) {
                wrong.add(name + (outcome.isEmpty() ? " was accepted" : " " + outcome));
            }
        }
        System.getLogger(PkitsVectorsTest.class.getName())
                .log(System.Logger.Level.INFO, "pkits-2011: {0} of {1} right", all - wrong.size(), all);

        List<String> unlisted = wrong.stream()
                .filter(line -> !known.containsKey(line.split(" ", 2)[0]))
                .toList();
        boolean sameVectors = known.getProperty("cases").equals(String.valueOf(all));
        assertThat(unlisted).hasSizeLessThanOrEqualTo(sameVectors ? 0 : all / 34);
    }

    private String outcome(X509Certificate root, byte[] leaf) {
        PathTerms terms = new PathTerms(
                AT, Optional.empty(), List.of(), PathTerms.USUAL_INTERMEDIATES, true, PathTerms.Edition.RFC_3280);
        try {
            new ChainValidator(List.of(root)).validate(certificate(leaf), new PathMaterial(certificates, lists), terms);
            return "";
        } catch (PathRefusedException e) {
            return e.rule();
        } catch (GeneralSecurityException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    private void read(Map<String, byte[]> files) throws GeneralSecurityException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".crt") && !file.getKey().endsWith("EE.crt")) {
                certificates.add(certificate(file.getValue()));
            } else if (file.getKey().endsWith(".crl")) {
                lists.add((X509CRL) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                        .generateCRL(new ByteArrayInputStream(file.getValue())));
            }
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                .generateCertificate(new ByteArrayInputStream(der));
    }
}
