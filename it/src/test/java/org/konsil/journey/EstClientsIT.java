package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.support.Browser;
import org.konsil.support.DocumentedCommands;
import org.konsil.support.ForeignTool;
import org.konsil.support.HeaderProxy;
import org.konsil.support.LoginPages;
import org.konsil.support.RunningSystem;
import org.konsil.support.Trust;

/** The commands are those of docs/operations/est.md, read from there. */
@DisplayName("A5: foreign EST clients get certificates from us")
class EstClientsIT {

    private static final String STRONG_SWAN = "strongSwan's `pki`";
    private static final Pattern SHOWN = Pattern.compile("The page (\\S+) wants the code (\\S+)");

    private final RunningSystem system = RunningSystem.get();
    private final String name = "kis-" + UUID.randomUUID().toString().substring(0, 8) + ".localhost";

    @TempDir
    private Path folder;

    private DocumentedCommands page;

    @BeforeEach
    void opensThePage() throws IOException {
        ForeignTool.in(folder, "curl");
        ForeignTool.in(folder, "openssl");
        Files.copy(system.rootPem(), folder.resolve("root.crt"));
        page = DocumentedCommands.of("operations/est.md", folder)
                .where("konsil.klinikum.example:8443", system.https().getAuthority())
                .where("konsil.klinikum.example:8444", system.issuer().getAuthority())
                .where("kis.klinikum.example", name)
                .withBeginning();
    }

    @Test
    @DisplayName("curl: from the sign-in to a renewed certificate, with every form of body")
    void curl() throws IOException {
        signIn();
        page.run("The CA certificates");
        page.run("The challenge");
        page.run("The request");
        page.run("Enrolling");

        assertThat(Files.readString(folder.resolve("cas.pem")).split("BEGIN CERTIFICATE", -1))
                .as("the CA and its root")
                .hasSize(3);
        assertThat(leaf("kis.line.pem")).isEqualTo(leaf("kis.pem"));
        assertThat(leaf("kis.der.pem")).isEqualTo(leaf("kis.pem"));
        page.run("Renewing");
        assertThat(leaf("next.pem")).isEqualTo(leaf("kis.pem"));
    }

    @Test
    @DisplayName("curl: the challenge of one request is none for another key")
    void refusesAnotherKey() throws IOException {
        writeToken();
        page.run("The challenge");
        page.run("The request");
        page.run("Enrolling");
        page.run("The request");

        page.with("curl() { command curl -w '%{stderr}status %{http_code}' \"$@\" || true; }")
                .with("openssl() { cat > /dev/null; }");
        assertThat(page.run("Enrolling", 0)).contains("status 403");
    }

    @Test
    @DisplayName("strongSwan's pki, through a proxy that adds the token")
    void strongSwan() throws IOException {
        ForeignTool.in(folder, "pki");
        writeToken();
        page.run("The CA certificates");
        page.run("The challenge");
        page.run(STRONG_SWAN, 0);
        String token = system.token(system.itOperator(), "openid pki");
        try (HeaderProxy proxy =
                new HeaderProxy(system, proxyKey(), "/est/", "/est/tls-server/", "Authorization", "Bearer " + token)) {
            page.with("PROXY=" + proxy.address()).run(STRONG_SWAN, 1);
        }
        assertThat(leaf("ca.crt")).isEqualTo(leaf("root.crt"));
        assertThat(page.run(STRONG_SWAN, 2)).contains("swan.crt: OK");
    }

    private SSLContext proxyKey() {
        ForeignTool.in(folder, "openssl")
                .run("pkcs12", "-export", "-inkey", "proxy.key", "-in", "proxy.crt", "-out", "p", "-passout", "pass:p");
        return Trust.keyOf(folder.resolve("p"), "p");
    }

    /** As the page says, with a browser in between. */
    private void signIn() {
        Matcher shown = SHOWN.matcher(page.run("Signing in", 0));
        assertThat(shown.find()).isTrue();
        try (Browser browser = new Browser(system.serverAuthority());
                BrowserContext window = browser.window("de-DE", false)) {
            LoginPages pages = new LoginPages(window.newPage(), system).open(shown.group(1));
            pages.enterCode(shown.group(2));
            pages.signIn(system.itOperator());
            pages.grant(true);
            pages.see("Geräte-Login erfolgreich");
        }
        page.run("Signing in", 1);
        assertThat(folder.resolve("token.json")).doesNotExist();
    }

    private void writeToken() throws IOException {
        Files.writeString(
                folder.resolve("token"),
                "Authorization: Bearer " + system.token(system.itOperator(), "openid pki") + "\n");
    }

    private X509Certificate leaf(String file) {
        return Trust.certificate(folder.resolve(file));
    }
}
