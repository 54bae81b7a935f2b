package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.command.ExitCode;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.CommandDevice;
import org.konsil.support.LoginPages;
import org.konsil.support.RunningCommand;
import org.konsil.support.RunningSystem;

@DisplayName("A newcomer signs the konsil command in")
class SignInJourneyIT {

    private static final Pattern ADDRESS = Pattern.compile("(https://\\S+)");
    private static final Pattern CODE = Pattern.compile("(https://\\S+) .* ([A-Z]{4}-[A-Z]{4}) ");

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson annaHerself = system.newcomer("Anna");
    private final CommandDevice anna = new CommandDevice(system, annaHerself);

    @Test
    @DisplayName("with a browser on the same machine, enrols, and signs in there a second time with the password again")
    void withABrowserHere() {
        try (Browser browser = new Browser(system.serverAuthority());
                BrowserContext window = browser.window("de-DE", false)) {
            LoginPages pages = new LoginPages(window.newPage(), system);
            try (RunningCommand login = anna.beginLogin("--browser")) {
                pages.open(login.awaitLine(ADDRESS).group(1)).signIn(annaHerself);
                pages.see("Signed in.");
                assertThat(login.end().json().path("name").asText()).isEqualTo(annaHerself.name());
            }
            assertThat(anna.run(system.hardwareCode(annaHerself), "enrol")
                            .json()
                            .path("userId")
                            .asText())
                    .isEqualTo(system.userId(annaHerself));

            // What the browser remembers may be older than a certificate allows.
            try (RunningCommand again = anna.beginLogin("--browser")) {
                pages.open(again.awaitLine(ADDRESS).group(1)).signInAgain();
                pages.see("Signed in.");
                assertThat(again.end().json().path("enrolled").asBoolean()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("with a code on another screen, and enrols")
    void withACodeOnAnotherScreen() {
        try (Browser browser = new Browser(system.serverAuthority());
                BrowserContext window = browser.window("de-DE", false);
                RunningCommand login = anna.beginLogin()) {
            LoginPages pages = enterCode(window, login);
            pages.signIn(annaHerself);
            pages.grant(true);
            assertThat(login.end().json().path("name").asText()).isEqualTo(annaHerself.name());
            assertThat(anna.run(system.hardwareCode(annaHerself), "enrol")
                            .json()
                            .path("userId")
                            .asText())
                    .isEqualTo(system.userId(annaHerself));
            assertThat(anna.receive()).isEmpty();

            try (RunningCommand again = anna.beginLogin()) {
                // The login server takes the sign-in that the browser has.
                enterCode(window, again).grant(true);
                assertThat(again.end().json().path("enrolled").asBoolean()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("and is told what to do when the other screen said no")
    void declinedOnAnotherScreen() {
        try (Browser browser = new Browser(system.serverAuthority());
                BrowserContext window = browser.window("de-DE", false);
                RunningCommand login = anna.beginLogin()) {
            LoginPages pages = enterCode(window, login);
            pages.signIn(annaHerself);
            pages.grant(false);
            CommandDevice.Answer answer = login.end();
            assertThat(answer.code()).isEqualTo(ExitCode.LOCKED.number());
            assertThat(answer.err()).contains("declined", "konsil login");
        }
    }

    private LoginPages enterCode(BrowserContext window, RunningCommand login) {
        Matcher shown = login.awaitLine(CODE);
        LoginPages pages = new LoginPages(window.newPage(), system).open(shown.group(1));
        pages.enterCode(shown.group(2));
        return pages;
    }
}
