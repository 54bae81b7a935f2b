package org.konsil.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;

@DisplayName("A2 signing in with a credentials file")
class LoginPageTest {

    private HttpServer server;
    private String form = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/page", exchange -> reply(exchange, 200, form));
        server.createContext("/sign-in", this::signIn);
        server.start();
        form = "<form id=\"kc-form-login\" method=\"post\" action=\"" + at("/sign-in?a=1&amp;b=2") + "\">";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fillsInTheFormAndTakesTheAnswer() {
        assertThat(answer("right & proper")).hasToString(LoginPage.REDIRECT + "?code=c&state=s");
    }

    @Test
    void saysThatTheCredentialsAreWrong() {
        assertThatThrownBy(() -> answer("wrong"))
                .isInstanceOf(LockedException.class)
                .hasMessageContaining("credentials-refused");
    }

    @Test
    @DisplayName("a password goes to the login server and nowhere else")
    void sendsNothingToAnotherHost() {
        form = form.replace("127.0.0.1", "localhost");

        assertThatThrownBy(() -> answer("right & proper")).isInstanceOf(TamperedException.class);
    }

    @Test
    void wantsAForm() {
        form = "<form>";

        assertThatThrownBy(() -> answer("right & proper")).isInstanceOf(RefusedException.class);
    }

    private URI answer(String password) {
        return new LoginPage(HttpClient.newHttpClient()).answer(at("/page"), "anna", password);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void signIn(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = sent.contains("password=right+%26+proper")
                && exchange.getRequestURI().getQuery().equals("a=1&b=2");
        if (right) {
            exchange.getResponseHeaders().add("Location", LoginPage.REDIRECT + "?code=c&state=s");
        }
        reply(exchange, right ? 302 : 200, form);
    }

    private static void reply(HttpExchange exchange, int status, String page) throws IOException {
        try (exchange) {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
