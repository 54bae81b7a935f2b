package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.OfficerPage;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;

@DisplayName("The console says who did what, and names nobody whom it was done to (A5, A9)")
class ConsoleActivityIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();

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
            "an officer's revocation is there with her name, in the proof log without any; a filter finds it or not")
    void aRevocation() {
        DemoPerson owner = SYSTEM.newcomer("Wanda");
        RawDevice device = RawDevice.enrolled(SYSTEM, owner);
        DemoPerson clara = SYSTEM.registrationOfficer();
        assertThat(SYSTEM.api()
                        .putJson(
                                "/api/v1/certificates/" + device.serial() + "/revocation",
                                SYSTEM.token(clara, "openid"),
                                "{\"reason\":\"superseded\"}")
                        .statusCode())
                .isLessThan(300);

        DemoPerson officer = SYSTEM.newcomer("Dora", Set.of("data-protection-officer"));
        try (OfficerPage dora = OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, officer)) {
            Page page = dora.page();
            dora.open("/activity.xhtml");
            page.locator("select[name=kind]").selectOption("revoked");
            page.getByTestId("search").click();
            page.waitForURL(address -> address.contains("kind=revoked"));

            Locator act = with(page.getByTestId("act"), device.serial());
            assertThat(act).containsText(clara.name());
            assertThat(act).containsText("Gesperrt");
            assertThat(act.locator("a")).hasCount(0);
            Locator entry = with(page.getByTestId("entry"), device.serial())
                    .filter(new Locator.FilterOptions().setHasText("Zertifikat gesperrt"));
            assertThat(entry).containsText(Pattern.compile("device p:[A-Za-z0-9_-]{22}"));
            assertThat(page.content())
                    .doesNotContain(
                            owner.name(),
                            owner.username(),
                            SYSTEM.userId(owner),
                            device.id().toString());

            dora.open("/activity.xhtml?kind=server-key");
            assertThat(with(page.getByTestId("act"), device.serial())).hasCount(0);
            dora.open("/activity.xhtml?kind=revoked&until=2001-01-01");
            assertThat(page.getByTestId("act")).hasCount(0);
            assertThat(dora.faults()).isEmpty();
        }
    }

    @Test
    @DisplayName("what makes no sense in the address asks for nothing")
    void nonsense() {
        try (OfficerPage frank =
                OfficerPage.signedIn(browser.window("en-GB", true), SYSTEM, SYSTEM.complianceOfficer())) {
            for (String address : new String[] {
                "?kind=other&from=2026-02-31&until=yesterday", "?after=2026-99-99T00:00:00.000Z_x", "?before=-1"
            }) {
                assertThat(frank.open("/activity.xhtml" + address).status())
                        .as(address)
                        .isEqualTo(200);
            }
            assertThat(frank.faults()).isEmpty();
        }
    }

    private static Locator with(Locator rows, String text) {
        return rows.filter(new Locator.FilterOptions().setHasText(text));
    }
}
