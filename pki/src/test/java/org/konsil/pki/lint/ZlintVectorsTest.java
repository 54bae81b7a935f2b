package org.konsil.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Vectors;

/** zlint's own test certificates, each with what zlint's rule says of it; the names of its rules are mapped to ours. */
class ZlintVectorsTest {

    private static final Pattern TRIPLE = Pattern.compile(
            "\"lint\":\\s*\"([^\"]+)\",\\s*\"file\":\\s*\"([^\"]+)\",\\s*\"expected\":\\s*\"([^\"]+)\"");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Set<String> FINDINGS = Set.of("Error", "Warn", "Notice");

    @Test
    @DisplayName("A5: our lints say what zlint's say, on 100 of its certificates at least; the others are listed")
    void agreesWithZlint() throws Exception {
        Vectors vectors = Vectors.in("pki");
        Map<String, byte[]> files = vectors.archive("zlint-testdata.tgz");
        Properties ours = read("zlint-lints.properties");
        Properties known = read("zlint-differences.properties");
        int right = 0;
        int all = 0;
        Map<String, String> wrong = new TreeMap<>();
        Matcher triple = TRIPLE.matcher(vectors.text("zlint-expectations.json"));
        while (triple.find()) {
            String lint = ours.getProperty(triple.group(1));
            byte[] der = pem(files.get("testdata/" + triple.group(2)));
            if (lint == null || der == null || triple.group(3).equals("NE")) {
                continue;
            }
            all++;
            boolean found = CertificateLint.standardFindings(der).stream()
                    .anyMatch(finding ->
                            List.of(lint.split(",")).contains(finding) || finding.equals("is-a-certificate"));
            if (found == FINDINGS.contains(triple.group(3))) {
                right++;
            } else {
                wrong.put(triple.group(1) + "/" + triple.group(2), triple.group(3));
            }
        }
        System.Logger log = System.getLogger(ZlintVectorsTest.class.getName());
        log.log(System.Logger.Level.INFO, "zlint-expectations: {0} of {1} right", right, all);

        assertThat(wrong.keySet())
                .as("differences without a reason: %s", wrong)
                .isSubsetOf(known.stringPropertyNames());
        assertThat(right).isGreaterThanOrEqualTo(100);
    }

    private static byte[] pem(byte[] file) throws IOException {
        if (file == null) {
            return null;
        }
        Matcher pem = PEM.matcher(new String(file, StandardCharsets.ISO_8859_1));
        return pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : null;
    }

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (var in = ZlintVectorsTest.class.getResourceAsStream(name)) {
            properties.load(in);
        }
        return properties;
    }
}
