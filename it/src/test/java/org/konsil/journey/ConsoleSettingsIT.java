package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.OfficerPage;
import org.konsil.support.RunningSystem;

@DisplayName("The console says what is configured, and where that protects people less than declared (A10)")
class ConsoleSettingsIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final String CLIENTS = "konsil.access.clients";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = new Browser(SYSTEM.serverAuthority());
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    @DisplayName("what the server was started with, value by value; looser and stricter on top; no secret")
    void saysWhatIsConfigured() throws IOException {
        DemoPerson officer = SYSTEM.newcomer("Dora", Set.of("data-protection-officer"));
        try (OfficerPage dora = OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, officer)) {
            Page page = dora.page();
            dora.open("/settings.xhtml");

            assertThat(page.getByTestId("drift"))
                    .hasText("Einstellungen, die Menschen weniger schützen als erklärt: 1");
            assertThat(page.getByTestId("drift-" + CLIENTS)).containsText("lockerer");
            assertThat(page.getByTestId("drift-" + CLIENTS)).containsText("anderen Programmen");
            assertThat(page.getByTestId("drift-konsil.directory.interval")).containsText("strenger");
            assertThat(page.getByTestId("setting-konsil.messaging.message-life"))
                    .containsText("Vorgabe");
            assertThat(cells(page, "konsil.messaging.message-life").nth(1)).hasText("PT720H");
            Properties configured = configured();
            assertThat(configured.stringPropertyNames()).hasSizeGreaterThan(20);
            for (String name : configured.stringPropertyNames()) {
                assertThat(cells(page, name).nth(1)).hasText(configured.getProperty(name));
                assertThat(cells(page, name).nth(3)).hasText("Datei");
            }
            assertThat(page.content()).doesNotContain(secrets().toArray(String[]::new));
            assertThat(dora.faults()).isEmpty();
        }
    }

    @Test
    @DisplayName("the start with a looser setting is in the proof log")
    void isProven() {
        SYSTEM.await("the event", () -> kinds().contains("setting-loosened"));
    }

    private static List<String> kinds() {
        try {
            return SYSTEM.eventKinds(CLIENTS);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Locator cells(Page page, String setting) {
        return page.getByTestId("setting-" + setting).locator("td");
    }

    private static Properties configured() throws IOException {
        Properties values = new Properties();
        try (Reader file =
                Files.newBufferedReader(SYSTEM.installation().folders().settingsFile())) {
            values.load(file);
        }
        return values;
    }

    /** The text of each file with a secret that is long enough to be found by itself. */
    private static List<String> secrets() throws IOException {
        try (Stream<Path> files = Files.list(SYSTEM.installation().folders().secrets())) {
            List<String> secrets = files.filter(Files::isRegularFile)
                    .map(ConsoleSettingsIT::read)
                    .filter(text -> text.length() > 10)
                    .toList();
            assertThat(secrets).hasSizeGreaterThan(5);
            return secrets;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
