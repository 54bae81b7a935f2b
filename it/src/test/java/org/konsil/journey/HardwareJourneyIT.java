package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.OfficerPage;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;

@DisplayName("Devices are approved and struck off at the console (A5)")
class HardwareJourneyIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final String CODE = "([a-z2-9]{4}-){3}[a-z2-9]{4}";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    private final String label = "IT " + UUID.randomUUID().toString().substring(0, 8);

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
            "by two people in two browsers: only then, and only for its owner, the code opens; struck off, it opens nothing")
    void approvedAndStruckOff() throws SQLException {
        DemoPerson owner = SYSTEM.newcomer("Frieda");
        RawDevice early = new RawDevice(SYSTEM);
        try (OfficerPage clara = officer(SYSTEM.registrationOfficer());
                OfficerPage david = officer(SYSTEM.approver())) {
            clara.open("/person.xhtml?id=" + SYSTEM.userId(owner));
            clara.page().getByTestId("new-hardware").click();
            assertThat(clara.page().getByTestId("for")).containsText(owner.name());
            clara.page().locator("#label").fill("?");
            clara.page().locator("#confirm").click();
            assertThat(clara.page().locator("#messages")).containsText("Beschriftung");
            assertThat(clara.page().locator("#label")).hasValue("?");
            clara.page().locator("#label").fill(label);
            clara.page().locator("#confirm").click();
            String code = clara.page().getByTestId("code").innerText();
            clara.picture("hardware-asked");
            assertThat(code).matches(CODE);
            assertThat(state()).isEqualTo("asked");
            assertThat(early.register(owner, code).statusCode()).as("one voice").isEqualTo(403);

            clara.page().getByTestId("to-request").click();
            assertThat(clara.page().getByTestId("agreed")).isVisible();
            assertThat(clara.page().locator("#approve")).hasCount(0);
            david.open("/requests.xhtml");
            david.page().getByText(label).waitFor();
            david.open(address(clara));
            assertThat(david.page().getByTestId("directory-name")).hasText(owner.name());
            david.picture("hardware-request");
            david.page().locator("#approve").click();
            assertThat(david.page().getByTestId("state")).hasText("zugestimmt");
            assertThat(state()).isEqualTo("approved");

            assertThat(new RawDevice(SYSTEM).register(SYSTEM.anna(), code).statusCode())
                    .as("somebody else with the code")
                    .isEqualTo(403);
            RawDevice device = RawDevice.enrolled(SYSTEM, owner, code);

            clara.open("/hardware.xhtml?q=" + owner.lastName());
            clara.page().getByText(label).click();
            assertThat(clara.page().getByTestId("owner")).hasText(owner.name());
            assertThat(clara.page().locator("tbody tr")).hasCount(1);
            clara.picture("hardware-entry");
            clara.page().getByTestId("end").click();
            clara.picture("hardware-end");
            clara.page().locator(".way a").last().click();
            assertThat(clara.page().getByTestId("owner")).hasText(owner.name());
            clara.page().getByTestId("end").click();
            clara.page().locator("#confirm").click();
            assertThat(clara.page().getByTestId("state")).hasText("gestrichen");
            assertThat(state()).isEqualTo("ended");
            assertThat(SYSTEM.eventKinds(
                            text("select hardware_id::text from approved_hardware where label = ?", label)))
                    .containsSubsequence("approval-filed", "approval-approved", "hardware-ended");

            assertThat(new RawDevice(SYSTEM).register(owner, code).statusCode()).isEqualTo(403);
            assertThat(device.certify(owner).statusCode())
                    .as("no certificate any more for what is installed on it")
                    .isEqualTo(403);
            assertThat(clara.faults()).isEmpty();
            assertThat(david.faults()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a shared device is for everybody; a refused request leaves nothing; each page is clean in both languages")
    void sharedAndRefused() throws SQLException {
        for (String language : List.of("de-DE", "en-GB")) {
            boolean english = language.startsWith("en");
            try (OfficerPage clara =
                    OfficerPage.signedIn(browser.window(language, english), SYSTEM, SYSTEM.registrationOfficer())) {
                clara.open("/hardware.xhtml");
                clara.page().getByTestId("new-shared").click();
                check(clara, "hardware-new-" + language);
                clara.page().locator("#label").fill(label + language);
                clara.page().locator("#confirm").click();
                String code = clara.page().getByTestId("code").innerText();
                check(clara, "hardware-code-" + language);
                clara.page().getByTestId("to-request").click();
                clara.page().waitForURL(address -> address.contains("/request.xhtml"));
                String request = address(clara);
                check(clara, "hardware-request-" + language);
                if (english) {
                    decide(request, "{\"decision\":\"reject\",\"reason\":\"not-needed\"}");
                    assertThat(text("select count(*)::text from approved_hardware where label = ?", label + language))
                            .isEqualTo("0");
                } else {
                    decide(request, "{\"decision\":\"approve\"}");
                    assertThat(new RawDevice(SYSTEM)
                                    .register(SYSTEM.anna(), code)
                                    .statusCode())
                            .isBetween(200, 204);
                    assertThat(new RawDevice(SYSTEM)
                                    .register(SYSTEM.ben(), code)
                                    .statusCode())
                            .isBetween(200, 204);
                }
                clara.open("/hardware.xhtml?q=" + label.replace(" ", "+"));
                check(clara, "hardware-list-" + language);
                clara.page().locator("tbody a").first().click();
                check(clara, "hardware-entry-" + language);
                clara.page().getByTestId("end").click();
                check(clara, "hardware-end-" + language);
                assertThat(clara.faults()).isEmpty();
            }
        }
    }

    private static void decide(String request, String decision) {
        String id = request.substring(request.indexOf('=') + 1);
        assertThat(SYSTEM.api()
                        .putJson(
                                "/api/v1/approvals/" + id + "/decision",
                                SYSTEM.token(SYSTEM.approver(), "openid"),
                                decision)
                        .statusCode())
                .isBetween(200, 204);
    }

    private static void check(OfficerPage page, String name) {
        page.picture(name);
        assertThat(page.page().content()).doesNotContain("???");
        assertThat(page.barriers()).as(name).isEmpty();
        page.phone();
        assertThat(page.sideways()).as(name).isZero();
        page.desk();
    }

    /** The address of the request that is open, below that of the console. */
    private static String address(OfficerPage page) {
        return page.page().url().replaceAll(".*/admin", "");
    }

    private String state() throws SQLException {
        return text("select state from approved_hardware where label = ?", label);
    }

    private static OfficerPage officer(DemoPerson person) {
        return OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, person);
    }

    private static String text(String query, String parameter) throws SQLException {
        try (Connection database = SYSTEM.database("konsil");
                PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
