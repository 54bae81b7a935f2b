package org.konsil.pki.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system, run in the folder of the evidence; good is exit code 0 and none of the bad words. */
enum ToolChecker implements Checker {
    OPENSSL("openssl") {
        @Override
        List<String> command(Evidence evidence) {
            String untrusted = evidence.intermediates().isEmpty() ? "" : " -untrusted ca.pem";
            return words("openssl verify -x509_strict -crl_check_all -extended_crl -CAfile root.pem -CRLfile lists.pem"
                    + untrusted + " leaf.pem");
        }
    },
    GNUTLS("certtool") {
        @Override
        List<String> command(Evidence evidence) {
            // Lists are read from the file of the chain, and from nowhere else (tried).
            return List.of("sh", "-c", "cat chain.pem lists.pem | certtool --verify-chain --verify-profile=medium");
        }
    },
    STRONGSWAN("pki") {
        @Override
        List<String> command(Evidence evidence) throws IOException {
            List<String> command = words("pki --verify --in leaf.pem --cacert root.pem");
            if (!evidence.intermediates().isEmpty()) {
                command.addAll(words("--cacert ca.pem"));
            }
            for (int i = 0; i < evidence.lists().size(); i++) {
                command.addAll(words("--crl list-" + i + ".crl"));
            }
            return command;
        }
    },
    NSS("certutil") {
        @Override
        List<String> command(Evidence evidence) throws IOException {
            StringBuilder script = new StringBuilder("set -e; mkdir -p db; certutil -N -d db --empty-password"
                    + " && certutil -A -d db -n root -t CT,C,C -i root.pem");
            if (!evidence.intermediates().isEmpty()) {
                script.append(" && certutil -A -d db -n ca -t ,, -i ca.pem");
            }
            script.append(" && certutil -A -d db -n leaf -t ,, -i leaf.pem");
            // A list without a scope is one that it takes; one with a critical scope it does not import (tried).
            if (evidence.intermediates().isEmpty()) {
                script.append(" && crlutil -I -d db -i list-0.crl");
            }
            return List.of(
                    "sh",
                    "-c",
                    script.append(" && certutil -V -d db -n leaf -u ")
                            .append(usage(evidence))
                            .toString());
        }

        /** V: TLS server, C: TLS client, O: status responder, L: a CA; the nearest for the rest. */
        private String usage(Evidence evidence) throws IOException {
            try {
                List<String> purposes = evidence.leaf().getExtendedKeyUsage();
                if (evidence.leaf().getBasicConstraints() >= 0) {
                    return "L";
                }
                return purposes.contains("1.3.6.1.5.5.7.3.1")
                        ? "V"
                        : purposes.contains("1.3.6.1.5.5.7.3.9") ? "O" : "C";
            } catch (java.security.cert.CertificateParsingException e) {
                throw new IOException(e);
            }
        }
    };

    private static final List<String> BAD =
            List.of("is revoked", "was revoked", "certificate revoked", "not trusted", "invalid");

    private final String program;

    ToolChecker(String program) {
        this.program = program;
    }

    abstract List<String> command(Evidence evidence) throws IOException;

    @Override
    public boolean isHere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public String refusal(Evidence evidence) throws Exception {
        Process process = new ProcessBuilder(command(evidence))
                .directory(evidence.folder().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "does not end";
        }
        boolean bad =
                process.exitValue() != 0 || BAD.stream().anyMatch(said.toLowerCase(java.util.Locale.ROOT)::contains);
        return bad ? lastLine(said) : "";
    }

    private static String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "says nothing" : lines.get(lines.size() - 1);
    }

    private static List<String> words(String line) {
        return new ArrayList<>(Arrays.asList(line.split(" ")));
    }
}
