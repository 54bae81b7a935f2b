package org.konsil.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A person in front of Keycloak's sign-in page: the code flow with PKCE, over HTTP, as a browser walks it. */
public final class SignIn {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("[?&#]code=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SSLContext trust;
    private final URI issuer;

    public SignIn(SSLContext trust, URI issuer) {
        this.trust = trust;
        this.issuer = issuer;
    }

    /** An access token of this client for this person; {@code secret} is empty for a public client. */
    public String token(String client, String secret, String redirectUri, String scope, String user, String password) {
        try {
            HttpClient browser = HttpClient.newBuilder()
                    .sslContext(trust)
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .build();
            String verifier = random();
            String code = code(browser, client, redirectUri, scope, verifier, user, password);
            String body = form(Map.of(
                            "grant_type", "authorization_code",
                            "client_id", client,
                            "code", code,
                            "redirect_uri", redirectUri,
                            "code_verifier", verifier))
                    + (secret.isEmpty() ? "" : "&client_secret=" + encode(secret));
            HttpResponse<String> answer = post(browser, URI.create(issuer + "/protocol/openid-connect/token"), body);
            JsonNode tokens = JSON.readTree(answer.body());
            if (!tokens.has("access_token")) {
                throw new AssertionError("Keycloak gave no token: " + answer.statusCode() + " " + answer.body());
            }
            return tokens.get("access_token").asText();
        } catch (IOException e) {
            throw new AssertionError("sign-in failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Walks into a page that sends people to Keycloak, signs in, and gives back the cookies that the page's server then set.
     */
    public String sessionCookies(URI page, String user, String password) {
        try {
            CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
            HttpClient browser = HttpClient.newBuilder()
                    .sslContext(trust)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .cookieHandler(cookies)
                    .build();
            HttpResponse<String> form =
                    browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> in = submit(browser, form.body(), user, password);
            if (in.statusCode() != 200 || !in.uri().getHost().equals(page.getHost())) {
                throw new AssertionError("no way into " + page + ": " + in.statusCode() + " at " + in.uri());
            }
            return cookies.getCookieStore().get(page).stream()
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        } catch (IOException e) {
            throw new AssertionError("sign-in failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String code(
            HttpClient browser,
            String client,
            String redirectUri,
            String scope,
            String verifier,
            String user,
            String password)
            throws IOException, InterruptedException {
        String query = form(Map.of(
                "response_type",
                "code",
                "client_id",
                client,
                "redirect_uri",
                redirectUri,
                "scope",
                scope,
                "state",
                random(),
                "code_challenge_method",
                "S256",
                "code_challenge",
                challenge(verifier)));
        URI page = URI.create(issuer + "/protocol/openid-connect/auth?" + query);
        String html = browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        HttpResponse<String> answer = submit(browser, html, user, password);
        Matcher code = CODE.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new AssertionError("sign-in of " + user + " was not accepted: " + answer.statusCode());
        }
        return code.group(1);
    }

    private static HttpResponse<String> submit(HttpClient browser, String html, String user, String password)
            throws IOException, InterruptedException {
        Matcher action = FORM.matcher(html);
        if (!action.find()) {
            throw new AssertionError("no sign-in form in\n" + html);
        }
        URI target = URI.create(action.group(1).replace("&amp;", "&"));
        return post(browser, target, form(Map.of("username", user, "password", password, "credentialId", "")));
    }

    private static HttpResponse<String> post(HttpClient browser, URI target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
