package org.konsil.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Chromium: Debian's if it is there, else the one that the npm package @sparticuz/chromium carries. */
public final class Browser implements AutoCloseable {

    private static final Path DEBIANS = Path.of("/usr/bin/chromium");
    /** For whatever a page should come to; a machine with more to do than that takes its time. */
    private static final double PATIENCE_MILLIS = 90_000;

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox", // CI runs as root, where Chromium has no sandbox
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    /** Starts a Chromium that accepts what this authority issued, and nothing else that the machine does not trust anyway. */
    public Browser(X509Certificate authority) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(Stream.concat(ARGUMENTS.stream(), Stream.of(trustIn(authority)))
                                .toList())
                        .setHeadless(true)
                        .setTimeout(PATIENCE_MILLIS));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** A window with a profile of its own: another person at another device. */
    public BrowserContext window(String locale, boolean dark) {
        BrowserContext window = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(
                        dark
                                ? com.microsoft.playwright.options.ColorScheme.DARK
                                : com.microsoft.playwright.options.ColorScheme.LIGHT)
                .setViewportSize(390, 844));
        window.setDefaultTimeout(PATIENCE_MILLIS);
        return window;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static String trustIn(X509Certificate authority) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256")
                    .digest(authority.getPublicKey().getEncoded());
            return "--ignore-certificate-errors-spki-list="
                    + Base64.getEncoder().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Path executable() {
        return Files.isExecutable(DEBIANS) && !Boolean.getBoolean("konsil.packaged-browser") ? DEBIANS : packaged();
    }

    private static Path packaged() {
        Path folder = Path.of("browser").toAbsolutePath();
        run(folder, "npm", "ci", "--no-audit", "--no-fund");
        String path = run(
                folder,
                "node",
                "--input-type=module",
                "-e",
                "import c from '@sparticuz/chromium'; process.stdout.write(await c.executablePath())");
        return Path.of(path.strip());
    }

    private static String run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
