package org.konsil.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A session of the console, opened over HTTP as a browser opens it. */
final class ConsoleSession {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"", Pattern.DOTALL);

    private ConsoleSession() {}

    /** Walks into the page, is sent to Keycloak, signs in, and gives back the cookies that the page's server then set. */
    static String cookies(SSLContext trust, URI page, String user, String password) {
        CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        HttpClient browser = HttpClient.newBuilder()
                .sslContext(trust)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(cookies)
                .build();
        try {
            String form = browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            HttpResponse<String> in = browser.send(signIn(form, user, password), HttpResponse.BodyHandlers.ofString());
            if (in.statusCode() != 200 || in.uri().getPort() != page.getPort()) {
                throw new AssertionError("no way into " + page + ": " + in.statusCode() + " at " + in.uri());
            }
        } catch (IOException e) {
            throw new AssertionError("sign-in failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return cookies.getCookieStore().get(page).stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static HttpRequest signIn(String form, String user, String password) {
        Matcher action = FORM.matcher(form);
        if (!action.find()) {
            throw new AssertionError("no sign-in form in\n" + form);
        }
        return HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + encode(user) + "&password=" + encode(password) + "&credentialId="))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
