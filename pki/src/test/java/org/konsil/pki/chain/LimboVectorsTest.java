package org.konsil.pki.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Json;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.Vectors;
import org.konsil.pki.profile.Oids;

/** C2SP's x509-limbo, without its rules of the public web and without what would have to be fetched. */
class LimboVectorsTest {

    private static final Set<String> NOT_OURS = Set.of("webpki", "online", "bettertls");

    /** When the suite was made; cases without a time mean then. */
    private static final Instant SUITE = Instant.parse("2026-06-15T00:00:00Z");

    @Test
    @DisplayName("A5: x509-limbo's cases come out as they should, but for those that are listed")
    void agreesWithLimbo() throws Exception {
        Properties known = new Properties();
        try (var in = LimboVectorsTest.class.getResourceAsStream("limbo-differences.properties")) {
            known.load(in);
        }
        Map<?, ?> suite = (Map<?, ?>) Json.parse(Vectors.in("pki").text("x509-limbo.json"));
        Set<String> wrong = new TreeSet<>();
        int all = 0;
        for (Object each : (List<?>) suite.get("testcases")) {
            Map<?, ?> testcase = (Map<?, ?>) each;
            String id = (String) testcase.get("id");
            if (NOT_OURS.contains(id.substring(0, id.indexOf("::")))) {
                continue;
            }
            all++;
            String outcome = outcome(testcase);
            if (outcome.isEmpty() != testcase.get("expected_result").equals("SUCCESS")) {
                wrong.add(id + (outcome.isEmpty() ? " was accepted" : ": " + outcome));
            }
        }
        System.getLogger(LimboVectorsTest.class.getName())
                .log(System.Logger.Level.INFO, "x509-limbo: {0} of {1} right", all - wrong.size(), all);

        List<String> unlisted = wrong.stream()
                .filter(line -> !known.containsKey(line.split("[: ](?!:)", 2)[0]))
                .toList();
        boolean sameVectors = known.getProperty("cases").equals(String.valueOf(all));
        assertThat(unlisted).hasSizeLessThanOrEqualTo(sameVectors ? 0 : all / 34);
    }

    private static String outcome(Map<?, ?> testcase) throws Exception {
        try {
            List<X509Certificate> trusted = certificates((List<?>) testcase.get("trusted_certs"));
            List<X509Certificate> others = certificates((List<?>) testcase.get("untrusted_intermediates"));
            X509Certificate leaf = certificate((String) testcase.get("peer_certificate"));
            List<X509CRL> lists = lists((List<?>) testcase.get("crls"));
            new ChainValidator(trusted)
                    .validate(leaf, new PathMaterial(others, lists), terms(testcase, !lists.isEmpty()));
            return "";
        } catch (PathRefusedException e) {
            return e.rule();
        } catch (GeneralSecurityException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    private static PathTerms terms(Map<?, ?> testcase, boolean status) {
        Object time = testcase.get("validation_time");
        Object depth = testcase.get("max_chain_depth");
        List<?> purposes = (List<?>) testcase.get("extended_key_usage");
        boolean client = testcase.get("validation_kind").equals("CLIENT");
        String usual = client ? Oids.CLIENT_AUTH : Oids.SERVER_AUTH;
        String purpose = purposes.isEmpty()
                ? usual
                : Map.of("clientAuth", Oids.CLIENT_AUTH, "serverAuth", Oids.SERVER_AUTH)
                        .getOrDefault((String) purposes.get(0), usual);
        return new PathTerms(
                time == null ? SUITE : OffsetDateTime.parse((String) time).toInstant(),
                Optional.of(purpose),
                peers(testcase),
                depth == null ? PathTerms.USUAL_INTERMEDIATES : ((Number) depth).intValue(),
                status);
    }

    private static List<PeerName> peers(Map<?, ?> testcase) {
        List<Object> names = new ArrayList<>((List<?>) testcase.get("expected_peer_names"));
        if (testcase.get("expected_peer_name") != null) {
            names.add(testcase.get("expected_peer_name"));
        }
        List<PeerName> peers = new ArrayList<>();
        for (Object each : names) {
            Map<?, ?> name = (Map<?, ?>) each;
            PeerName.Kind kind = switch ((String) name.get("kind")) {
                case "DNS" -> PeerName.Kind.DNS;
                case "IP" -> PeerName.Kind.ADDRESS;
                default -> PeerName.Kind.MAIL;
            };
            peers.add(new PeerName(kind, (String) name.get("value")));
        }
        return peers;
    }

    private static List<X509Certificate> certificates(List<?> pems) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object pem : pems) {
            certificates.add(certificate((String) pem));
        }
        return certificates;
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static List<X509CRL> lists(List<?> pems) throws GeneralSecurityException {
        List<X509CRL> lists = new ArrayList<>();
        for (Object pem : pems) {
            lists.add((X509CRL) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                    .generateCRL(new ByteArrayInputStream(((String) pem).getBytes(StandardCharsets.US_ASCII))));
        }
        return lists;
    }
}
