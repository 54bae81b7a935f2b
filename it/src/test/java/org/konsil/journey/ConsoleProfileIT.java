package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.OfficerPage;
import org.konsil.support.RunningSystem;
import org.konsil.support.ServerFaults;

/** The profile is one of which no other test has a certificate. */
@DisplayName("A profile is narrowed at the console (A5)")
class ConsoleProfileIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final Pattern DAY_AND_MINUTE = Pattern.compile("\\d\\d\\.\\d\\d\\.\\d{4}, \\d\\d:\\d\\d");
    private static final String PROFILE = "administrator-login";
    private static final String CHANGE = "/profile-change.xhtml?name=" + PROFILE;
    private static final String REVISIONS = "select count(*)::text from profile_revision where name = ?";
    private static final String OPEN = "select string_agg(convert_from(content, 'UTF8'), ' ') from approval_request"
            + " where target = ? and state = 'open'";

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
            "two have it open: the second is told what the first changed and when, and asks again with what is still typed")
    void theSecondIsTold() throws SQLException {
        int before = Integer.parseInt(text(REVISIONS));
        try (OfficerPage clara = officer(SYSTEM.registrationOfficer());
                OfficerPage elif = officer(SYSTEM.itOperator())) {
            clara.open("/profile.xhtml?name=" + PROFILE);
            clara.page().getByTestId("narrow").click();
            elif.open(CHANGE);
            elif.page().getByTestId("wanted-renew-before").fill("50");
            clara.page().getByTestId("wanted-life").fill("360");
            clara.page().getByTestId("wanted-longest-life").fill("360");
            clara.picture("profile-narrowed");
            clara.page().locator("#ask").click();
            assertThat(clara.page().getByTestId("asked")).isVisible();
            assertThat(text(OPEN)).isEqualTo("life=PT8640H\nlongest-life=PT8640H\n");
            assertThat(text(REVISIONS)).as("one voice changes nothing").isEqualTo(Integer.toString(before));
            decide("{\"decision\":\"approve\"}");
            assertThat(text(REVISIONS)).isEqualTo(Integer.toString(before + 1));

            elif.page().locator("#ask").click();
            assertThat(elif.page().getByTestId("since")).containsText("life = PT8640H");
            assertThat(elif.page().getByTestId("since")).containsText(DAY_AND_MINUTE);
            assertThat(elif.page().locator("#messages")).containsText("jemand anders");
            assertThat(elif.page().getByTestId("wanted-renew-before")).hasValue("50");
            elif.picture("profile-changed-meanwhile");
            assertThat(elif.barriers()).isEmpty();
            assertThat(text(OPEN)).as("nothing was asked yet").isEmpty();

            elif.page().locator("#ask").click();
            assertThat(elif.page().getByTestId("asked")).isVisible();
            assertThat(text(OPEN)).isEqualTo("renew-before=PT1200H\n");
            decide("{\"decision\":\"reject\",\"reason\":\"not-needed\"}");
            assertThat(text(REVISIONS)).isEqualTo(Integer.toString(before + 1));
            assertThat(clara.faults()).isEmpty();
            assertThat(elif.faults()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "what would widen it, what is no number of days, and nothing at all are refused, and what was typed stays")
    void refusesNonsense() throws SQLException {
        try (OfficerPage clara = officer(SYSTEM.registrationOfficer())) {
            clara.open(CHANGE);
            clara.page().locator("#ask").click();
            assertThat(clara.page().locator("#messages")).containsText("mindestens eine Einstellung");
            for (String typed : new String[] {"0", "1.5", "bald"}) {
                clara.page().getByTestId("wanted-life").fill(typed);
                clara.page().locator("#ask").click();
                assertThat(clara.page().locator("#messages")).containsText("ganze Tage");
                assertThat(clara.page().getByTestId("wanted-life")).hasValue(typed);
            }
            clara.page().getByTestId("wanted-life").fill("3000");
            clara.page().locator("#ask").click();
            assertThat(clara.page().locator("#messages")).containsText("nur enger");
            assertThat(clara.page().getByTestId("wanted-life")).hasValue("3000");
            assertThat(text(OPEN)).isEmpty();
            assertThat(clara.faults()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "the server starts anew during an edit: the page says so, what was typed is there again, and is sent once more")
    void theServerStartsAnew() throws SQLException, InterruptedException {
        try (OfficerPage clara = officer(SYSTEM.registrationOfficer())) {
            clara.open(CHANGE);
            clara.page().getByTestId("wanted-renew-before").fill("40");
            ServerFaults server = new ServerFaults(SYSTEM);
            server.stop();
            server.restart();
            clara.page().locator("#ask").click();
            assertThat(clara.page().locator("h1")).hasText("Sitzung abgelaufen");
            clara.picture("profile-restarted");
            clara.page().locator("#back").click();
            assertThat(clara.page().locator("#draft")).isVisible();
            assertThat(clara.page().getByTestId("wanted-renew-before")).hasValue("40");
            assertThat(text(OPEN)).as("nothing was asked yet").isEmpty();
            clara.page().locator("#ask").click();
            assertThat(clara.page().getByTestId("asked")).isVisible();
            assertThat(text(OPEN)).isEqualTo("renew-before=PT960H\n");
            assertThat(clara.page().locator("#draft")).isHidden();
            decide("{\"decision\":\"reject\",\"reason\":\"not-needed\"}");
            assertThat(clara.faults()).isEmpty();
        }
    }

    /** The one request that is open. */
    private static void decide(String decision) throws SQLException {
        String request = text("select request_id::text from approval_request where target = ? and state = 'open'");
        assertThat(SYSTEM.api()
                        .putJson(
                                "/api/v1/approvals/" + request + "/decision",
                                SYSTEM.token(SYSTEM.approver(), "openid"),
                                decision)
                        .statusCode())
                .isEqualTo(204);
    }

    private static OfficerPage officer(DemoPerson person) {
        return OfficerPage.signedIn(browser.window("de-DE", false), SYSTEM, person);
    }

    private static String text(String query) throws SQLException {
        try (Connection database = SYSTEM.database("konsil");
                PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, PROFILE);
            try (ResultSet rows = statement.executeQuery()) {
                String text = rows.next() ? rows.getString(1) : null;
                return text == null ? "" : text;
            }
        }
    }
}
