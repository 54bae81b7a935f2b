package org.konsil.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.Browser;
import org.konsil.support.CommandDevice;
import org.konsil.support.HeadlessDevice;
import org.konsil.support.RunningSystem;
import org.konsil.support.StaffPage;
import org.konsil.support.StoredBlobs;

@DisplayName("Files from app to app (C2, A6)")
class AppAttachmentIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final double PATIENCE_MILLIS = 60_000;
    private static final byte[] LONG = new byte[5_000_001];

    /** JavaScript that hands an element a file of a name. */
    private static final String FILE = "(element, name) => { const data = new DataTransfer();"
            + " data.items.add(new File([name], name, {type: 'text/plain'}));"
            + " const all = {dataTransfer: data, clipboardData: data, bubbles: true, cancelable: true};"
            + " const over = event => element.dispatchEvent(event); ";

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final DemoPerson annaHerself = SYSTEM.newcomer("Anna");
    private final DemoPerson benHimself = SYSTEM.newcomer("Ben");

    @BeforeAll
    static void start() {
        browser = new Browser(SYSTEM.serverAuthority());
        new Random(5).nextBytes(LONG);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    @DisplayName(
            "a picture shows by itself, a file is fetched when asked and saved as it was; what is no picture is never shown as one")
    void betweenBrowsers() throws IOException {
        try (StaffPage anna = StaffPage.enrolled(browser.window("de-DE", false), SYSTEM, annaHerself);
                StaffPage ben = StaffPage.enrolled(browser.window("en-GB", true), SYSTEM, benHimself)) {
            anna.open(benHimself);
            anna.write("Röntgen und Befund von Bett 12");
            ben.openFirst();
            String script = "<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=\"ran\"'/>";
            attach(
                    anna,
                    new FilePayload("roentgen.png", "image/png", picture()),
                    new FilePayload("befund.pdf", "application/pdf", LONG),
                    new FilePayload("falle.png", "image/png", script.getBytes(StandardCharsets.UTF_8)));

            Locator shown = ben.page().getByTestId("attachment-picture");
            assertThat(shown).isVisible(patient());
            assertThat(shown).hasJSProperty("naturalWidth", 640);
            ben.messages("befund.pdf")
                    .getByTestId("attachment-fetch")
                    .press("Enter", new Locator.PressOptions().setTimeout(PATIENCE_MILLIS));
            Locator save = ben.messages("befund.pdf").getByTestId("attachment-save");
            assertThat(save).isVisible(patient());
            assertThat(ben.messages("falle.png").getByTestId("attachment-save")).isVisible(patient());
            assertThat(shown).hasCount(1);
            shoot(anna, "attachments-light");
            shoot(ben, "attachments-dark");

            Download saved = ben.page().waitForDownload(save::click);
            assertThat(saved.suggestedFilename()).isEqualTo("befund.pdf");
            assertThat(Files.readAllBytes(saved.path())).isEqualTo(LONG);

            dropAndPaste(ben, "gezogen.txt", "eingefügt.txt");
            anna.see("gezogen.txt");
            anna.see("eingefügt.txt");

            ben.page().reload();
            assertThat(shown).isVisible(patient());
            shown.click();
            ben.page().screenshot(shot("attachment-enlarged"));
            assertThat(ben.page().title()).doesNotContain("ran");
        }
    }

    @Test
    @DisplayName("a device without a screen sends and fetches the same; deleted for all it is gone from the server too")
    void betweenDevices() throws IOException {
        try (HeadlessDevice anna = HeadlessDevice.enrolled(SYSTEM, annaHerself);
                HeadlessDevice ben = HeadlessDevice.enrolled(SYSTEM, benHimself)) {
            String conversation = anna.startConversation(SYSTEM.userId(benHimself));
            Path file = Files.write(folder.resolve("labor.csv"), LONG);
            anna.sendFile(conversation, file, "text/csv");
            String received = ben.awaitText(conversation, "labor.csv");
            Path fetched = folder.resolve("fetched");
            ben.fetchFile(conversation, received, fetched);
            assertThat(Files.readAllBytes(fetched)).isEqualTo(LONG);

            anna.sendFile(conversation, Files.write(folder.resolve("falsch.txt"), LONG), "text/plain");
            String wrong = ben.awaitText(conversation, "falsch.txt");
            anna.awaitState(conversation, wrong, "delivered");
            assertThat(StoredBlobs.of(SYSTEM, conversation)).hasSize(2);
            anna.deleteForAll(conversation, wrong);
            ben.awaitDeleted(conversation, wrong);
            assertThat(ben.refusesFile(conversation, wrong, fetched)).isEqualTo("attachment-unknown");
            SYSTEM.await(
                    "gone from the server, and it alone",
                    () -> StoredBlobs.of(SYSTEM, conversation).size() == 1);
        }
    }

    @Test
    @DisplayName("app and command exchange files byte for byte, both ways")
    void withTheCommand() throws IOException {
        CommandDevice ben = CommandDevice.enrolled(SYSTEM, benHimself);
        try (HeadlessDevice anna = HeadlessDevice.enrolled(SYSTEM, annaHerself)) {
            String conversation = anna.startConversation(SYSTEM.userId(benHimself));
            anna.sendFile(conversation, Files.write(folder.resolve("labor.csv"), LONG), "text/csv");
            anna.awaitAccepted(conversation, "labor.csv");
            List<JsonNode> shown = ben.run(
                            "", "receive", "--save-to", folder.resolve("ben").toString())
                    .lines();
            Path saved = Path.of(shown.get(shown.size() - 1).findPath("file").asText());
            assertThat(Files.readAllBytes(saved)).isEqualTo(LONG);

            byte[] answer = "Kalium 4,1".getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(folder.resolve("antwort.txt"), answer);
            ben.run("", "attach", "--group", conversation, file.toString()).json();
            Path fetched = folder.resolve("fetched");
            anna.fetchFile(conversation, anna.awaitText(conversation, "antwort.txt"), fetched);
            assertThat(Files.readAllBytes(fetched)).isEqualTo(answer);
        }
    }

    private static void attach(StaffPage staff, FilePayload... files) {
        Page page = staff.page();
        assertThat(page.getByTestId("attach")).isVisible(patient());
        page.getByTestId("attach-field").setInputFiles(files);
        page.screenshot(shot("attachment-question"));
        page.getByTestId("files-send").press("Enter");
    }

    /** As a mouse lets a file go over the conversation, and as the keyboard pastes a picture. */
    private static void dropAndPaste(StaffPage staff, String dropped, String pasted) {
        Page page = staff.page();
        page.locator("konsil-conversation")
                .evaluate(FILE + "over(new DragEvent('dragover', all)); over(new DragEvent('drop', all)); }", dropped);
        page.getByTestId("files-send").press("Enter");
        assertThat(page.getByTestId("files-send")).not().isVisible(patient());
        page.getByTestId("composer").evaluate(FILE + "over(new ClipboardEvent('paste', all)); }", pasted);
        page.getByTestId("files-send").press("Enter");
    }

    /** On a phone and at a desk. */
    private static void shoot(StaffPage staff, String name) {
        Page page = staff.page();
        page.screenshot(shot(name + "-phone"));
        page.setViewportSize(1280, 800);
        page.screenshot(shot(name + "-desk"));
        page.setViewportSize(390, 844);
    }

    private static Page.ScreenshotOptions shot(String name) {
        return new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png"));
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.LIGHT_GRAY);
        for (int rib = 40; rib < 440; rib += 50) {
            pen.fillOval(120, rib, 400, 22);
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }
}
