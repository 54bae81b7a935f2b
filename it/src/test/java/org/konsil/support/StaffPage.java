package org.konsil.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.konsil.client.demo.DemoPerson;

/** The app in a browser window, as a member of staff uses it. */
public final class StaffPage implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 60_000;
    private static final Pattern AT_THE_SERVER = Pattern.compile("accepted|delivered");

    private final BrowserContext window;
    private final RunningSystem system;
    private Page page;

    private StaffPage(BrowserContext window, RunningSystem system) {
        this.window = window;
        this.system = system;
        this.page = window.newPage();
    }

    /** A window in which this person signs in and sets the device up. */
    public static StaffPage enrolled(BrowserContext window, RunningSystem system, DemoPerson person) {
        StaffPage staff = new StaffPage(window, system);
        staff.signInAndEnrol(person);
        return staff;
    }

    public Page page() {
        return page;
    }

    private void signInAndEnrol(DemoPerson person) {
        page.navigate(system.https().toString());
        page.getByTestId("sign-in").click();
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(system.password());
        page.locator("#kc-login").click();
        page.getByTestId("enrol-code")
                .locator("input")
                .or(page.getByTestId("enrol-code"))
                .last()
                .fill(system.hardwareCode(person));
        page.getByTestId("enrol-submit").click();
        assertThat(page.getByTestId("new-conversation").first()).isVisible(patient());
    }

    /** Looks for a colleague and opens the conversation with them. */
    public void open(DemoPerson other) {
        page.getByTestId("new-conversation").first().click();
        Locator search = page.getByTestId("people-search");
        search.fill(other.name());
        page.getByTestId("person-" + system.userId(other)).click();
    }

    /** Opens the newest conversation of the list. */
    public void openFirst() {
        byTestId("conversation-").first().click();
    }

    public void write(String text) {
        page.getByTestId("composer").fill(text);
        page.getByTestId("send").click();
    }

    public void see(String text) {
        assertThat(messages(text).last()).isVisible(patient());
    }

    /** Waits until the server has the newest message with this text. */
    public void awaitAccepted(String text) {
        assertThat(messages(text).last().getByTestId("message-state")).hasAttribute("data-state", AT_THE_SERVER);
    }

    /** The bubbles with this text. */
    public Locator messages(String text) {
        return page.getByTestId("message").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** What carries a test id that begins so. */
    public Locator byTestId(String prefix) {
        return page.locator("[data-testid^='" + prefix + "']");
    }

    /** Without a network the page is closed. */
    public void leave() {
        window.setOffline(true);
        page.close();
    }

    /** Comes back to the app. */
    public void comeBack() {
        window.setOffline(false);
        page = window.newPage();
        page.navigate(system.https().toString());
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void close() {
        window.close();
    }
}
