package org.konsil.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.konsil.client.demo.DemoPerson;

/** The console in a browser window, as an officer uses it; it notes whatever breaks the content policy or leaves the hospital. */
public final class OfficerPage implements AutoCloseable {

    private static final String AXE = axe();
    private static final String AXE_RUN =
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
                    + " 'wcag21aa', 'wcag22aa', 'best-practice']})).violations.map(v => v.id + ' at '"
                    + " + v.nodes.map(n => n.html).join(' and '))";
    private static final int DESK_WIDTH = 1280;
    private static final int DESK_HEIGHT = 900;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private final BrowserContext window;
    private final RunningSystem system;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    private OfficerPage(BrowserContext window, RunningSystem system) {
        this.window = window;
        this.system = system;
        this.page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Content-Security-Policy")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.onRequest(request -> {
            if (!system.https().getHost().equals(URI.create(request.url()).getHost())) {
                faults.add("request to " + request.url());
            }
        });
        desk();
    }

    /** A window in which this officer has signed in. */
    public static OfficerPage signedIn(BrowserContext window, RunningSystem system, DemoPerson officer) {
        OfficerPage console = new OfficerPage(window, system);
        console.open("/");
        new LoginPages(console.page, system).signIn(officer);
        console.page.waitForSelector("main#content");
        return console;
    }

    public Page page() {
        return page;
    }

    /** Goes to an address below that of the console. */
    public Response open(String path) {
        return Objects.requireNonNull(
                page.navigate(system.https().resolve("/admin" + path).toString()));
    }

    /** As wide as a desk's screen. */
    public void desk() {
        page.setViewportSize(DESK_WIDTH, DESK_HEIGHT);
    }

    /** As wide as a phone. */
    public void phone() {
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
    }

    /** What axe objects to. */
    public List<?> barriers() {
        page.evaluate(AXE);
        return (List<?>) page.evaluate(AXE_RUN);
    }

    /** How many pixels one has to scroll sideways. */
    public int sideways() {
        Object pixels = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) pixels).intValue();
    }

    /** What broke the content policy, failed in a script, or left the hospital. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Keeps what is seen, below {@code target/pictures}. */
    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "pictures", "console-" + name + ".png")));
    }

    @Override
    public void close() {
        window.close();
    }

    private static String axe() {
        try (InputStream script = OfficerPage.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("axe is not on the class path", e);
        }
    }
}
