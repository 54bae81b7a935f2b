package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.RunningSystem;

@DisplayName("The console")
class ConsoleIT {

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
    @DisplayName("shows an officer who they are, and signs them out of Keycloak too")
    void showsWhoYouAre() {
        DemoPerson officer = SYSTEM.registrationOfficer();
        try (BrowserContext window = browser.window("de-DE", false)) {
            Page page = window.newPage();
            signIn(page, officer);

            assertThat(page.locator("body")).containsText(officer.name());
            assertThat(page.locator("body")).containsText(officer.username());
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", "console.png")));

            page.getByTestId("sign-out").click();
            page.waitForURL(address -> address.endsWith("/signed-out.html"));
            page.navigate(SYSTEM.https().resolve("/admin/").toString());
            assertThat(page.locator("#kc-login")).isVisible();
        }
    }

    @Test
    @DisplayName("keeps those out who hold no office")
    void keepsOthersOut() {
        try (BrowserContext window = browser.window("de-DE", false)) {
            Page page = window.newPage();
            Response answer = signIn(page, SYSTEM.anna());

            Assertions.assertThat(answer.status()).isEqualTo(403);
            assertThat(page.locator("body")).not().containsText("Exception");
        }
    }

    private static Response signIn(Page page, DemoPerson person) {
        page.navigate(SYSTEM.https().resolve("/admin/").toString());
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(SYSTEM.password());
        return page.waitForResponse(
                response -> response.url()
                                .startsWith(SYSTEM.https().resolve("/admin/").toString())
                        && response.request().isNavigationRequest()
                        && response.status() != 302,
                () -> page.locator("#kc-login").click());
    }
}
