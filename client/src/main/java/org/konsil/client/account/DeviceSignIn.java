package org.konsil.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.transport.Http;

/**
 * Signs in on another screen (RFC 8628): the person opens an address anywhere, types the code that is shown here, and signs in
 * there. For machines without a browser.
 */
public record DeviceSignIn(Prompt prompt) implements SignIn {

    private static final int USUAL_SECONDS = 5;
    private static final int SLOWER_SECONDS = 5;
    private static final int MOST_SECONDS = 1800;

    /** Tells the person where to go and what to type. */
    @FunctionalInterface
    public interface Prompt {
        void show(String address, String code);
    }

    @Override
    public Tokens tokens(LoginServer server) {
        // PKCE binds the code to this process, as for every other grant of this client.
        Pkce pkce = Pkce.random();
        JsonNode begun = server.post(
                server.endpoint("device_authorization_endpoint"),
                Map.of(
                        "scope",
                        LoginServer.WIDEST_SCOPE,
                        "code_challenge",
                        pkce.challenge(),
                        "code_challenge_method",
                        "S256"));
        if (begun.has("error")) {
            throw LoginServer.refusal(begun);
        }
        prompt.show(Http.requireText(begun, "verification_uri"), Http.requireText(begun, "user_code"));
        return await(server, begun, pkce);
    }

    private static Tokens await(LoginServer server, JsonNode begun, Pkce pkce) {
        Map<String, String> grant = Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "device_code", Http.requireText(begun, "device_code"),
                "code_verifier", pkce.verifier());
        int seconds = Math.max(1, begun.path("interval").asInt(USUAL_SECONDS));
        long patience = Math.min(begun.path("expires_in").asInt(MOST_SECONDS), MOST_SECONDS);
        long until = System.nanoTime() + Duration.ofSeconds(patience).toNanos();
        while (System.nanoTime() < until) {
            pause(seconds);
            JsonNode answer = server.post(server.endpoint("token_endpoint"), grant);
            String error = answer.path("error").asText();
            if (error.equals("slow_down")) {
                seconds += SLOWER_SECONDS;
            } else if (!error.equals("authorization_pending")) {
                return server.read(answer);
            }
        }
        throw new LockedException("sign-in-not-finished");
    }

    private static void pause(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }
}
