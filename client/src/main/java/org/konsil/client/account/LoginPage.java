package org.konsil.client.account;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.transport.Http;

/**
 * The login server's page for name and password, filled in as a browser would. The password grant would be simpler, but its tokens do
 * not tell when the person signed in, without which no certificate is issued.
 */
final class LoginPage {

    /** Where the answer would go; nobody listens there, it is taken from the page's reply. */
    static final String REDIRECT = "http://127.0.0.1/signed-in";

    private static final Pattern FORM =
            Pattern.compile("<form[^>]{0,500}id=\"kc-form-login\"[^>]{0,500}action=\"([^\"]{1,2000})\"");
    private static final int MAX_PAGE_BYTES = 256 * 1024;

    private final HttpClient browser;

    /** @param browser keeps cookies and follows no redirect */
    LoginPage(HttpClient browser) {
        this.browser = browser;
    }

    /** The address with the answer that this page sends a browser to. */
    URI answer(URI page, String name, String password) {
        URI form = formIn(page, send(Http.request(page)));
        HttpResponse<InputStream> reply = send(Http.request(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        LoginServer.encode(Map.of("username", name, "password", password, "credentialId", "")))));
        String location = reply.headers().firstValue("Location").orElse("");
        if (!location.startsWith(REDIRECT + "?")) {
            throw new LockedException("credentials-refused");
        }
        return URI.create(location);
    }

    private static URI formIn(URI page, HttpResponse<InputStream> shown) {
        Matcher form = FORM.matcher(text(shown));
        if (!form.find()) {
            throw new RefusedException("sign-in-refused", shown.statusCode());
        }
        URI action = page.resolve(form.group(1).replace("&amp;", "&"));
        if (!page.getScheme().equals(action.getScheme()) || !page.getAuthority().equals(action.getAuthority())) {
            throw new TamperedException("sign-in-answer-invalid");
        }
        return action;
    }

    private static String text(HttpResponse<InputStream> shown) {
        try (InputStream body = shown.body()) {
            return new String(body.readNBytes(MAX_PAGE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OfflineException("server-unreachable", e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new OfflineException("server-unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }
}
