package org.konsil.client.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.konsil.client.installation.layout.InstallationException;

/** A person in front of Keycloak's sign-in page: the code flow with PKCE, over HTTP, as a browser walks it. */
public final class SignIn {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("[?&#]code=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int RANDOM_BYTES = 32;

    private final SSLContext trust;
    private final URI issuer;

    /** Nothing happens yet. */
    public SignIn(SSLContext trust, URI issuer) {
        this.trust = trust;
        this.issuer = issuer;
    }

    /** An access token of this client for this person; each call is a new session. */
    public String token(RelyingParty party, String username, String password) throws InterruptedException {
        HttpClient browser = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
        String verifier = random();
        try {
            URI form = formOf(browser, party, verifier);
            String code = submit(browser, form, username, password);
            return redeem(browser, party, code, verifier);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak does not answer", e);
        }
    }

    private URI formOf(HttpClient browser, RelyingParty party, String verifier)
            throws IOException, InterruptedException {
        String query = encoded(Map.of(
                "response_type", "code",
                "client_id", party.clientId(),
                "redirect_uri", party.redirectUri(),
                "scope", party.scope(),
                "state", random(),
                "code_challenge_method", "S256",
                "code_challenge", challenge(verifier)));
        URI page = URI.create(issuer + "/protocol/openid-connect/auth?" + query);
        HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        HttpResponse<String> answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
        Matcher action = FORM.matcher(answer.body());
        if (!action.find()) {
            throw new InstallationException("Keycloak shows no sign-in form: status " + answer.statusCode());
        }
        return URI.create(action.group(1).replace("&amp;", "&"));
    }

    private static String submit(HttpClient browser, URI form, String username, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                post(browser, form, Map.of("username", username, "password", password, "credentialId", ""));
        Matcher code = CODE.matcher(answer.headers().firstValue("Location").orElse(""));
        if (!code.find()) {
            throw new InstallationException("Keycloak refused a sign-in: status " + answer.statusCode());
        }
        return code.group(1);
    }

    private String redeem(HttpClient browser, RelyingParty party, String code, String verifier)
            throws IOException, InterruptedException {
        Map<String, String> request = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                party.clientId(),
                "code",
                code,
                "redirect_uri",
                party.redirectUri(),
                "code_verifier",
                verifier));
        party.secret().ifPresent(secret -> request.put("client_secret", secret));
        HttpResponse<String> answer = post(browser, URI.create(issuer + "/protocol/openid-connect/token"), request);
        JsonNode token = JSON.readTree(answer.body()).path("access_token");
        if (!token.isTextual()) {
            throw new InstallationException("Keycloak gave no token: status " + answer.statusCode());
        }
        return token.asText();
    }

    private static HttpResponse<String> post(HttpClient browser, URI target, Map<String, String> fields)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** RFC 7636, section 4.2. */
    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
