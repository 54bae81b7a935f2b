package org.konsil.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.transport.Http;

/**
 * The token endpoint of the login server, for the public client {@value #CLIENT} (RFC 6749). Every way of signing in ends
 * here.
 */
final class LoginServer {

    static final String CLIENT = "command";

    /** The most that is ever asked for; each token then gets the part that it needs. */
    static final String WIDEST_SCOPE = "openid pki";

    private static final int UNAUTHORISED = 401;

    private final Http http;
    private final Clock clock;
    private final JsonNode facts;

    /** Asks the issuer where its endpoints are (OpenID Connect Discovery). */
    LoginServer(Http http, URI issuer, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.facts = http.json(Http.request(URI.create(issuer + "/.well-known/openid-configuration")));
        if (!issuer.toString().equals(Http.requireText(facts, "issuer"))) {
            throw new TamperedException("issuer-differs");
        }
    }

    /** A client that keeps the cookies of one sign-in, and follows no redirect. */
    HttpClient browser() {
        return http.browser();
    }

    URI endpoint(String name) {
        URI found = URI.create(Http.requireText(facts, name));
        if (!"https".equals(found.getScheme())) {
            throw new TamperedException("login-server-without-tls");
        }
        return found;
    }

    /** Fields of a form, with this client's name among them. */
    static String form(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("client_id", CLIENT);
        return encode(all);
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The answer to a form, whatever its status. */
    JsonNode post(URI endpoint, Map<String, String> fields) {
        return http.anyJson(Http.request(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** Trades a grant for tokens; {@code signed-out} if the grant is over. */
    Tokens redeem(Map<String, String> grant) {
        return read(post(endpoint("token_endpoint"), grant));
    }

    /** The tokens in an answer of the token endpoint. */
    Tokens read(JsonNode answer) {
        if (answer.has("error")) {
            throw refusal(answer);
        }
        return new Tokens(
                Http.requireText(answer, "access_token"),
                Http.requireText(answer, "refresh_token"),
                clock.instant().plusSeconds(answer.path("expires_in").asLong()));
    }

    static RuntimeException refusal(JsonNode answer) {
        return switch (answer.path("error").asText()) {
            case "invalid_grant" -> new LockedException("signed-out");
            // RFC 8628, section 3.5
            case "access_denied" -> new LockedException("sign-in-declined");
            case "expired_token" -> new LockedException("sign-in-not-finished");
            default -> new RefusedException("sign-in-refused", UNAUTHORISED);
        };
    }
}
