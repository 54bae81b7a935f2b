package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.RunningSystem;
import org.konsil.support.StaffPage;

@DisplayName("Two people, two browsers (C1, C2)")
class BrowserJourneyIT {

    private static final String GREETING = "Grüße von Station 3 🩺";
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

    private final DemoPerson annaHerself = SYSTEM.newcomer("Anna");
    private final DemoPerson benHimself = SYSTEM.newcomer("Ben");

    @Test
    @DisplayName("sign in, enrol, write both ways; a reload keeps what was said; who was away gets it on return")
    void writeToEachOther() {
        try (StaffPage anna = StaffPage.enrolled(browser.window("de-DE", false), SYSTEM, annaHerself);
                StaffPage ben = StaffPage.enrolled(browser.window("en-GB", true), SYSTEM, benHimself)) {
            anna.open(benHimself);
            anna.write(GREETING);
            ben.openFirst();
            ben.see(GREETING);
            ben.write("Danke 👍 bin unterwegs");
            anna.see("Danke 👍 bin unterwegs");
            assertThat(anna.byTestId("message-state").last()).isVisible();
            theNameIsWhole(anna);
            picture(anna.page(), "conversation-light");
            picture(ben.page(), "conversation-dark");

            anna.page().reload();
            anna.see(GREETING);
            anna.see("Danke 👍 bin unterwegs");

            ben.leave();
            anna.write("Bett 12 ist frei");
            ben.comeBack();
            ben.openFirst();
            ben.see("Bett 12 ist frei");
            assertThat(ben.messages("Bett 12 ist frei")).hasCount(1);
        }
    }

    @Test
    @DisplayName("an own message is deleted for all with the keyboard alone, after a question (A6)")
    void deleteForAll() {
        try (StaffPage anna = StaffPage.enrolled(browser.window("de-DE", false), SYSTEM, annaHerself);
                StaffPage ben = StaffPage.enrolled(browser.window("en-GB", true), SYSTEM, benHimself)) {
            anna.open(benHimself);
            anna.write("Falsches Bett");
            ben.openFirst();
            ben.see("Falsches Bett");
            assertThat(anna.byTestId("message-state")).isVisible();

            anna.page().getByTestId("message-actions").press("Enter");
            assertThat(anna.page().getByRole(AriaRole.DIALOG)).isVisible();
            anna.page().getByTestId("delete-for-all").press("Enter");
            picture(anna.page(), "delete-question");
            anna.page().keyboard().press("Enter"); // what is safe has the focus
            assertThat(anna.page().getByRole(AriaRole.DIALOG)).not().isVisible();
            ben.see("Falsches Bett");

            anna.page().getByTestId("message-actions").press("Enter");
            anna.page().getByTestId("delete-for-all").press("Enter");
            anna.page().getByTestId("delete-confirm").press("Enter");
            anna.see("gelöscht");
            ben.see("deleted");
            assertThat(ben.messages("Falsches Bett")).hasCount(0);
            assertThat(anna.page().getByTestId("deletion")).hasAttribute("data-open", "0");
        }
    }

    @Test
    @DisplayName(
            "two people agree when messages go, one says what she read, and deletes all that is on her device (A6, A10)")
    void forget() {
        try (StaffPage anna = StaffPage.enrolled(browser.window("de-DE", false), SYSTEM, annaHerself);
                StaffPage ben = StaffPage.enrolled(browser.window("en-GB", true), SYSTEM, benHimself)) {
            anna.open(benHimself);
            anna.write(GREETING);
            ben.openFirst();
            ben.see(GREETING);

            ben.page().getByTestId("talk-actions").press("Enter");
            ben.page().getByTestId("expiry").getByLabel("7 days").check();
            picture(ben.page(), "conversation-actions");
            ben.page().keyboard().press("Escape");
            assertThat(anna.page().getByText("7 Tagen").first()).isVisible();

            anna.page().evaluate("location.hash = '#/settings'");
            assertThat(anna.page().getByTestId("read-receipts")).not().isChecked();
            anna.page().getByTestId("read-receipts").check();
            picture(anna.page(), "settings");
            anna.page().goBack();
            ben.write("Bett 12 ist frei");
            anna.see("Bett 12 ist frei");
            assertThat(ben.page().getByTestId("read-by")).isVisible();
            picture(ben.page(), "read-by");

            ben.page().getByTestId("talk-actions").press("Enter");
            ben.page().getByTestId("delete-everything").press("Enter");
            ben.page().keyboard().press("Enter"); // what is safe has the focus
            anna.see("Bett 12 ist frei");
            ben.page().getByTestId("talk-actions").press("Enter");
            ben.page().getByTestId("delete-everything").press("Enter");
            ben.page().getByTestId("talk-confirm").press("Enter");
            assertThat(anna.messages("Bett 12 ist frei")).hasCount(0);
            anna.see(GREETING);

            anna.page().evaluate("location.hash = '#/settings'");
            anna.page().getByTestId("erase-device").click();
            picture(anna.page(), "erase-question");
            anna.page().getByTestId("sign-out-confirm").click();
            assertThat(anna.page().getByTestId("sign-in")).isVisible();
        }
    }

    /** On a phone too, nothing beside a colleague's name cuts it short. */
    private static void theNameIsWhole(StaffPage staff) {
        assertThat(staff.page().getByTestId("complete")).isVisible();
        Object cut = staff.page().locator("konsil-conversation h1").evaluate("h => h.scrollWidth - h.clientWidth");
        assertEquals(0, cut);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }
}
