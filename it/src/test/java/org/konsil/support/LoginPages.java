package org.konsil.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.konsil.client.demo.DemoPerson;

/** The login server's own pages, as a person meets them. */
public final class LoginPages {

    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private final Page page;
    private final RunningSystem system;

    public LoginPages(Page page, RunningSystem system) {
        this.page = page;
        this.system = system;
    }

    public LoginPages open(String address) {
        page.navigate(address);
        return this;
    }

    /** Name and password. */
    public void signIn(DemoPerson person) {
        page.locator("#username").fill(person.username());
        signInAgain();
    }

    /** The password alone: the browser knows who it was, and the page asks all the same. */
    public void signInAgain() {
        page.locator("#password").fill(system.password());
        page.locator("#kc-login").click();
    }

    /** The code that another screen shows. */
    public void enterCode(String code) {
        page.locator("#device_user_code").fill(code);
        page.locator("#kc-login").click();
    }

    /** Whether the device that showed the code may have what it asks for. */
    public void grant(boolean yes) {
        page.locator(yes ? "#kc-login" : "#kc-cancel").click();
    }

    public void see(String text) {
        assertThat(page.getByText(text).first()).isVisible(PATIENT);
    }
}
