package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.support.ForeignTool;
import org.konsil.support.RunningSystem;
import org.konsil.support.WebRoot;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.RevocationReason;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;

/** The commands are those of docs/operations/acme.md. */
@DisplayName("A5: foreign ACME clients get certificates from us")
class AcmeClientsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningSystem system = RunningSystem.get();
    private final URI directory = system.https().resolve("/acme/directory");
    private final String name = "kis-" + UUID.randomUUID().toString().substring(0, 8) + ".localhost";

    @TempDir
    private Path folder;

    private record OfficersKey(String kid, String hmac) {}

    private OfficersKey key;

    @BeforeEach
    void getsAKeyFromTheOfficer() throws IOException {
        HttpResponse<byte[]> answer = system.api()
                .send(system.api()
                        .request("/api/v1/acme-binding-keys", system.token(system.registrationOfficer(), "openid"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"label\":\"" + name + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.get("directory").asText()).isEqualTo(directory.toString());
        key = new OfficersKey(json.get("kid").asText(), json.get("hmacKey").asText());
    }

    @Test
    @DisplayName("lego")
    void lego() throws IOException {
        ForeignTool.in(folder, "lego")
                .with("LEGO_CA_CERTIFICATES", system.rootPem())
                .run(
                        "--server",
                        directory,
                        "--accept-tos",
                        "--email",
                        "it@klinikum.example",
                        "--eab",
                        "--kid",
                        key.kid(),
                        "--hmac",
                        key.hmac(),
                        "--http",
                        "--http.port",
                        "127.0.0.1:" + system.challengePort(),
                        "--path",
                        folder,
                        "--domains",
                        name,
                        "run");

        assertGood(folder.resolve("certificates/" + name + ".crt"));
    }

    @Test
    @DisplayName("dehydrated, and acme-tiny with the account that dehydrated opened")
    void dehydratedAndAcmeTiny() throws IOException {
        try (WebRoot web = new WebRoot(folder.resolve("www"), system.challengePort())) {
            Path config = Files.writeString(folder.resolve("config"), """
                    CA="%s"
                    BASEDIR="%s"
                    WELLKNOWN="%s"
                    EAB_KID="%s"
                    EAB_HMAC_KEY="%s"
                    KEY_ALGO=prime256v1
                    CURL_OPTS="--cacert %s"
                    """.formatted(
                            directory, folder, web.folder(), key.kid(), key.hmac(), system.rootPem()));
            ForeignTool dehydrated = ForeignTool.in(folder, "dehydrated");
            dehydrated.run("--config", config, "--register", "--accept-terms");
            dehydrated.run("--config", config, "--cron", "--domain", name);
            assertGood(folder.resolve("certs/" + name + "/fullchain.pem"));

            acmeTiny(web.folder(), accountKey());
        }
    }

    private void acmeTiny(Path web, Path accountKey) throws IOException {
        ForeignTool openssl = ForeignTool.in(folder, "openssl");
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "tiny.key");
        openssl.run(
                "req",
                "-new",
                "-sha256",
                "-key",
                "tiny.key",
                "-subj",
                "/",
                "-addext",
                "subjectAltName=DNS:" + name,
                "-out",
                "tiny.csr");
        String said = ForeignTool.in(folder, "acme-tiny")
                .with("SSL_CERT_FILE", system.rootPem())
                .run(
                        "--account-key",
                        accountKey,
                        "--csr",
                        "tiny.csr",
                        "--acme-dir",
                        web,
                        "--directory-url",
                        directory,
                        "--disable-check");
        assertGood(Files.writeString(folder.resolve("tiny.crt"), said.substring(said.indexOf("-----BEGIN"))));
    }

    private Path accountKey() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("accounts"))) {
            return files.filter(file -> file.endsWith("account_key.pem"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** It knows no roots but the machine's, so it gets a machine of its own with ours. */
    @Test
    @DisplayName("uacme")
    void uacme() throws IOException {
        Path hook = Files.writeString(folder.resolve("hook"), """
                #!/bin/sh
                [ "$2" = http-01 ] || exit 1
                [ "$1" = begin ] && printf %%s "$5" > "%1$s/$4"
                [ "$1" = begin ] || rm -f "%1$s/$4"
                """.formatted(folder.resolve("www")));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
        String roots = "/etc/ssl/certs/ca-certificates.crt";
        ForeignTool.in(folder, "unshare").run("--map-root-user", "--mount", "true");
        ForeignTool uacme = ForeignTool.in(folder, "uacme")
                .behind(
                        "unshare",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount --bind " + system.rootPem() + " " + roots + " && exec \"$@\"",
                        "sh");
        try (WebRoot web = new WebRoot(folder.resolve("www"), system.challengePort())) {
            uacme.run("-v", "-y", "-c", folder, "-a", directory, "-e", key.kid() + ":" + key.hmac(), "new");
            uacme.run("-v", "-y", "-c", folder, "-a", directory, "-t", "EC", "-h", hook, "issue", name);
            assertThat(web.folder()).isEmptyDirectory();
        }
        assertGood(folder.resolve(name + "/cert.pem"));
    }

    @Test
    @DisplayName("acme4j: the whole life of a server's account and certificate")
    void acme4j() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(system.trust());
        try (WebRoot web = new WebRoot(folder.resolve("www"), system.challengePort())) {
            KeyPair accountKey = newKeys("secp384r1");
            Account account = new AccountBuilder()
                    .agreeToTermsOfService()
                    .withKeyIdentifier(key.kid(), key.hmac())
                    .useKeyPair(accountKey)
                    .create(new Session(directory));
            Order order = account.newOrder().domain(name).create();
            for (Authorization authorization : order.getAuthorizations()) {
                Http01Challenge challenge =
                        authorization.findChallenge(Http01Challenge.class).orElseThrow();
                Files.writeString(web.folder().resolve(challenge.getToken()), challenge.getAuthorization());
                challenge.trigger();
                assertThat(authorization.waitForCompletion(PATIENCE)).isEqualTo(Status.VALID);
            }
            order.execute(newKeys("secp256r1"));
            assertThat(order.waitForCompletion(PATIENCE)).isEqualTo(Status.VALID);

            Certificate certificate = order.getCertificate();
            StringWriter pem = new StringWriter();
            certificate.writeCertificate(pem);
            assertGood(Files.writeString(folder.resolve("acme4j.pem"), pem.toString()));
            assertThat(certificate.getRenewalInfo().getSuggestedWindowStart())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(59)),
                            Instant.now().plus(Duration.ofDays(61)));
            assertThat(account.getOrders()).toIterable().hasSize(1);

            account.changeKey(newKeys("secp256r1"));
            certificate.revoke(RevocationReason.SUPERSEDED);
            String serial = certificate.getCertificate().getSerialNumber().toString(16);
            assertThat(system.eventKinds(serial)).contains("certificate-issued", "certificate-revoked");
            account.deactivate();
            assertThat(account.getStatus()).isEqualTo(Status.DEACTIVATED);
        } finally {
            SSLContext.setDefault(before);
        }
    }

    /** The client's own way wants Bouncy Castle as a registered provider. */
    private static KeyPair newKeys(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    /** By OpenSSL, to the root that a server of the hospital trusts; the file holds the leaf first, then its CA. */
    private void assertGood(Path chain) {
        String said = ForeignTool.in(folder, "openssl")
                .run(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        name,
                        "-CAfile",
                        system.rootPem(),
                        "-untrusted",
                        chain,
                        chain);
        assertThat(said).contains(chain + ": OK");
    }
}
