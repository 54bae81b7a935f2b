package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.RunningSystem;

@DisplayName("Two people, two browsers (C1, C2)")
class BrowserJourneyIT {

    private static final String GREETING = "Grüße von Station 3 🩺";
    private static final double PATIENCE_MILLIS = 60_000;
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
        try (BrowserContext annas = browser.window("de-DE", false);
                BrowserContext bens = browser.window("en-GB", true)) {
            Page anna = annas.newPage();
            Page ben = bens.newPage();
            signInAndEnrol(anna, annaHerself);
            signInAndEnrol(ben, benHimself);

            open(anna, benHimself);
            write(anna, GREETING);
            byTestId(ben, "conversation-").first().click();
            see(ben, GREETING);
            write(ben, "Danke 👍 bin unterwegs");
            see(anna, "Danke 👍 bin unterwegs");
            assertThat(byTestId(anna, "message-state").last()).isVisible();
            picture(anna, "conversation-light");
            picture(ben, "conversation-dark");

            anna.reload();
            see(anna, GREETING);
            see(anna, "Danke 👍 bin unterwegs");

            bens.setOffline(true);
            ben.close();
            write(anna, "Bett 12 ist frei");
            bens.setOffline(false);
            Page back = bens.newPage();
            back.navigate(SYSTEM.https().toString());
            byTestId(back, "conversation-").first().click();
            see(back, "Bett 12 ist frei");
            assertThat(back.getByTestId("message").filter(new Locator.FilterOptions().setHasText("Bett 12 ist frei")))
                    .hasCount(1);
        }
    }

    private static void signInAndEnrol(Page page, DemoPerson person) {
        page.navigate(SYSTEM.https().toString());
        page.getByTestId("sign-in").click();
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(SYSTEM.password());
        page.locator("#kc-login").click();
        page.getByTestId("enrol-code")
                .locator("input")
                .or(page.getByTestId("enrol-code"))
                .last()
                .fill(SYSTEM.hardwareCode(person));
        page.getByTestId("enrol-submit").click();
        assertThat(page.getByTestId("new-conversation").first()).isVisible(patient());
    }

    private static void open(Page page, DemoPerson other) {
        page.getByTestId("new-conversation").first().click();
        Locator search = page.getByTestId("people-search");
        search.fill(other.name().split(" ")[0]);
        page.getByTestId("person-" + SYSTEM.userId(other)).click();
    }

    private static void write(Page page, String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("send").click();
    }

    private static void see(Page page, String text) {
        assertThat(page.getByTestId("message")
                        .filter(new Locator.FilterOptions().setHasText(text))
                        .last())
                .isVisible(patient());
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static Locator byTestId(Page page, String prefix) {
        return page.locator("[data-testid^='" + prefix + "']");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }
}
