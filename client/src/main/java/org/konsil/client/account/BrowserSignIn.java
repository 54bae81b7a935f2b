package org.konsil.client.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.TamperedException;

/**
 * Signs in with a browser on this machine: code flow with PKCE (RFC 7636), the answer comes to a port of the loopback interface that
 * is open for this one answer (RFC 8252, section 7.3).
 *
 * @param open shows the person the address, or opens a browser there
 */
public record BrowserSignIn(Consumer<URI> open) implements SignIn {

    private static final String PATH = "/signed-in";
    private static final long PATIENCE_MINUTES = 10;
    private static final String FAREWELL =
            "Angemeldet. Dieses Fenster kann geschlossen werden.\n" + "Signed in. You can close this window.\n";

    @Override
    public Tokens tokens(LoginServer server) {
        Pkce pkce = Pkce.random();
        String state = Pkce.randomText();
        CompletableFuture<Map<String, String>> answered = new CompletableFuture<>();
        HttpServer loopback = listen(answered);
        try {
            String redirect = "http://127.0.0.1:" + loopback.getAddress().getPort() + PATH;
            open.accept(page(server, redirect, state, pkce));
            return redeem(server, redirect, codeIn(await(answered), state), pkce);
        } finally {
            loopback.stop(1);
        }
    }

    /** Where a person signs in. */
    static URI page(LoginServer server, String redirect, String state, Pkce pkce) {
        String query = LoginServer.form(Map.of(
                "response_type",
                "code",
                "redirect_uri",
                redirect,
                "scope",
                LoginServer.WIDEST_SCOPE,
                "state",
                state,
                // A session that the browser has already may be hours old; a certificate needs a sign-in of now.
                "prompt",
                "login",
                "code_challenge",
                pkce.challenge(),
                "code_challenge_method",
                "S256"));
        return URI.create(server.endpoint("authorization_endpoint") + "?" + query);
    }

    static Tokens redeem(LoginServer server, String redirect, String code, Pkce pkce) {
        return server.redeem(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                pkce.verifier()));
    }

    /** The code in the query of an answer to the request with this state. */
    static String codeIn(String query, String state) {
        return codeIn(fields(query), state);
    }

    private static HttpServer listen(CompletableFuture<Map<String, String>> answered) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            server.createContext(PATH, exchange -> answer(exchange, answered));
            server.start();
            return server;
        } catch (IOException e) {
            throw new OfflineException("no-port-for-the-sign-in", e);
        }
    }

    private static void answer(HttpExchange exchange, CompletableFuture<Map<String, String>> answered)
            throws IOException {
        try (exchange) {
            byte[] page = FAREWELL.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            answered.complete(fields(exchange.getRequestURI().getRawQuery()));
        }
    }

    private static Map<String, String> fields(@org.jspecify.annotations.Nullable String query) {
        Map<String, String> fields = new HashMap<>();
        for (String field : (query == null ? "" : query).split("&", -1)) {
            int at = field.indexOf('=');
            if (at > 0) {
                fields.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String codeIn(Map<String, String> answer, String state) {
        if (!state.equals(answer.get("state"))) {
            throw new TamperedException("sign-in-answer-invalid");
        }
        String code = answer.get("code");
        if (code == null) {
            throw new LockedException(
                    "access_denied".equals(answer.get("error")) ? "sign-in-declined" : "sign-in-not-finished");
        }
        return code;
    }

    private static Map<String, String> await(CompletableFuture<Map<String, String>> answered) {
        try {
            return answered.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException | ExecutionException e) {
            throw new LockedException("sign-in-not-finished", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OfflineException("interrupted", e);
        }
    }
}
