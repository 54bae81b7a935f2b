package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.demo.DemoPerson;
import org.konsil.pki.Certificates;
import org.konsil.support.DocumentedCommands;
import org.konsil.support.ForeignTool;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.TimeStampPermission;

/** The commands are those of docs/operations/certificates.md, read from there. */
@DisplayName("A5: what the hospital's CAs say is read by OpenSSL")
class StatusToolsIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.newcomer("Anna");

    @TempDir
    private Path folder;

    private DocumentedCommands page;
    private RawDevice device;

    @BeforeEach
    void enrolsADevice() throws IOException {
        ForeignTool.in(folder, "openssl");
        ForeignTool.in(folder, "curl");
        device = RawDevice.enrolled(system, anna);
        Files.copy(system.rootPem(), folder.resolve("root.crt"));
        Files.writeString(
                folder.resolve("leaf.pem"), Certificates.pem(device.chain().get(0)));
        page = DocumentedCommands.of("operations/certificates.md", folder)
                .where(
                        "http://konsil.klinikum.example:8080",
                        system.http().toString().replaceAll("/$", ""));
    }

    @Test
    @DisplayName("openssl ocsp, openssl crl and openssl verify with all lists: good, then revoked")
    void statusOfADevice() {
        page.run("Status", 0);
        assertThat(page.run("Status", 1)).contains("leaf.pem: good", "Response verify OK");
        assertThat(page.run("Status", 2)).contains("verify OK", "X509v3 CRL Number");
        assertThat(page.run("Status", 3)).contains("leaf.pem: OK");

        HttpResponse<byte[]> revoked = system.api()
                .putJson(
                        "/api/v1/certificates/" + device.serial() + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}");
        assertThat(revoked.statusCode()).isEqualTo(204);

        page.run("Status", 0);
        assertThat(page.run("Status", 1)).contains("leaf.pem: revoked", "keyCompromise", "Response verify OK");
        page.with("openssl() { command openssl \"$@\" || true; }");
        assertThat(page.run("Status", 3)).contains("certificate revoked");
    }

    @Test
    @DisplayName("openssl ts, once two people permitted the server to stamp")
    void stampsTimes() throws IOException {
        TimeStampPermission.grant(system);
        Files.writeString(folder.resolve("file"), "Befund");
        assertThat(page.run("Status", 4)).contains("Verification: OK");

        Files.writeString(folder.resolve("file"), "ein anderer Befund");
        assertThat(page.with("curl() { true; }")
                        .with("openssl() { command openssl \"$@\" || true; }")
                        .run("Status", 4))
                .contains("Verification: FAILED");
    }
}
