package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.support.Browser;
import org.konsil.support.DatabaseFaults;
import org.konsil.support.KeycloakFaults;
import org.konsil.support.OfficerPage;
import org.konsil.support.RunningSystem;

@DisplayName("The console says how the server is, and what to do about it")
class ConsoleHealthIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final String PAGE = "/health.xhtml";

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
    @DisplayName(
            "a frozen database is named with what to do; what needs it is unknown, and all is as before when it goes on")
    void frozenDatabase() {
        DatabaseFaults database = new DatabaseFaults(SYSTEM);
        try (OfficerPage elif = OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, SYSTEM.itOperator())) {
            Page page = elif.page();
            elif.open(PAGE);
            assertThat(page.getByTestId("state-database")).hasText("in Ordnung");
            assertThat(page.getByTestId("state-revocation-lists")).not().hasText("unbekannt");
            assertThat(page.getByTestId("state-broker")).not().hasText("unbekannt");
            assertThat(page.getByTestId("part-server")).containsText("WildFly");
            assertThat(page.getByTestId("part-database")).containsText("PostgreSQL 18");

            frozen(database::freeze, () -> {
                elif.open(PAGE);
                assertThat(page.getByTestId("state-database")).hasText("gestört");
                assertThat(page.getByTestId("advice-database")).containsText("PostgreSQL wieder in Gang bringen");
                assertThat(page.getByTestId("state-revocation-lists")).hasText("unbekannt");
                assertThat(page.getByTestId("state-disk")).not().hasText("unbekannt");
                assertThat(page.getByTestId("health")).hasText("Etwas funktioniert nicht");
                elif.picture("health-database-away");
                assertThat(elif.barriers()).isEmpty();
            });

            SYSTEM.await("well again", () -> {
                elif.open(PAGE);
                return "in Ordnung".equals(page.getByTestId("state-database").innerText());
            });
            assertThat(elif.faults()).isEmpty();
        }
        SYSTEM.await(
                "ready again",
                () -> SYSTEM.api().get("/api/v1/health/ready", null).statusCode() == 200);
    }

    @Test
    @DisplayName("a Keycloak that does not answer is named with what to do, until it answers again")
    void frozenKeycloak() {
        KeycloakFaults keycloak = new KeycloakFaults(SYSTEM);
        try (OfficerPage elif = OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, SYSTEM.itOperator())) {
            frozen(keycloak::freeze, () -> {
                awaitKeycloak(elif, "gestört");
                assertThat(elif.page().getByTestId("advice-keycloak")).containsText("Keycloak wieder in Gang bringen");
                assertThat(elif.page().getByTestId("state-database")).hasText("in Ordnung");
            });
            awaitKeycloak(elif, "in Ordnung");
        }
    }

    private static void frozen(Consumer<Boolean> freeze, Runnable meanwhile) {
        freeze.accept(true);
        try {
            meanwhile.run();
        } finally {
            freeze.accept(false);
        }
    }

    private static void awaitKeycloak(OfficerPage console, String state) {
        SYSTEM.await("Keycloak " + state, () -> {
            console.open(PAGE);
            return state.equals(console.page().getByTestId("state-keycloak").innerText());
        });
    }
}
