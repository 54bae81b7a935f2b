package org.konsil.server.certification.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.order.ProofTask;
import org.konsil.server.platform.StartRefusedException;
import org.konsil.server.support.Wiring;

@DisplayName("A5: http-01 (RFC 8555, section 8.3)")
class HttpProofTest {

    private static final String NAME = "kis.klinikum.example";
    private static final String OTHER = "www.klinikum.example";
    private static final String TOKEN = "token-of-the-test";
    private static final String EXPECTED = TOKEN + ".thumbprint";
    private static final String PATH = HttpProof.PATH + TOKEN;

    private RawServer server;

    @BeforeEach
    void starts() throws IOException {
        server = new RawServer();
    }

    @AfterEach
    void stops() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("holds if the server under the name says what its account says")
    void holds() {
        server.answer(PATH, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + EXPECTED + "\n");

        assertThat(findFault()).isEmpty();
        assertThat(server.seen()).containsExactly("GET " + PATH + " HTTP/1.0|Host: " + NAME + ":" + server.port());
    }

    @Test
    @DisplayName("fails with another text, another status, a longer text, a coded one, none, and what is no HTTP")
    void failsWithOtherAnswers() {
        for (String answer : new String[] {
            "HTTP/1.1 200 OK\r\n\r\n" + TOKEN + ".thumbprinT",
            "HTTP/1.1 404 Not Found\r\n\r\n" + EXPECTED,
            "HTTP/1.1 200 OK\r\n\r\n" + EXPECTED + "x",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + EXPECTED,
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 301 Moved\r\n\r\n" + EXPECTED,
            "220 mail.klinikum.example ESMTP\r\n\r\n" + EXPECTED,
            EXPECTED
        }) {
            server.answer(PATH, answer);
            assertThat(findFault()).as(answer).contains(AcmeRefusal.CHALLENGE_ANSWER);
        }
    }

    @Test
    @DisplayName("reads no more than 16 KiB, whatever the server sends")
    void boundsTheSize() {
        server.answer(PATH, "HTTP/1.1 200 OK\r\n\r\n" + EXPECTED + " ".repeat(HttpQuestion.MAX_BYTES));
        assertThat(findFault()).contains(AcmeRefusal.CHALLENGE_ANSWER);
        server.answer(PATH, "HTTP/1.1 200 OK\r\n\r\n" + EXPECTED + " ".repeat(1024));
        assertThat(findFault()).isEmpty();
    }

    @Test
    @DisplayName("says so if nobody listens, or the name leads nowhere")
    void failsWithoutAServer() throws IOException {
        server.close();
        assertThat(findFault()).contains(AcmeRefusal.CHALLENGE_CONNECTION);
        assertThat(proof(".klinikum.example=127.0.0.1").findFault(task("unknown.invalid")))
                .contains(AcmeRefusal.CHALLENGE_ADDRESS);
        assertThat(proof(".10.1=127.0.0.1").findFault(task("kis.10.1"))).contains(AcmeRefusal.CHALLENGE_ADDRESS);
    }

    @Nested
    @DisplayName("follows")
    class Redirects {

        @Test
        @DisplayName("to another name of the same order, on the same port")
        void toANameOfTheOrder() {
            server.answer(PATH, to("http://" + OTHER + ":" + server.port() + "/elsewhere?a=b"));
            server.answer("/elsewhere?a=b", to("/last"));
            server.answer("/last", "HTTP/1.0 200 OK\r\n\r\n" + EXPECTED);

            assertThat(findFault()).isEmpty();
            assertThat(server.seen().get(1)).endsWith("Host: " + OTHER + ":" + server.port());
        }

        @Test
        @DisplayName("three times and not a fourth time")
        void notForEver() {
            server.answer(PATH, to(PATH));
            assertThat(findFault()).contains(AcmeRefusal.CHALLENGE_ANSWER);
            assertThat(server.seen()).hasSize(4);
        }

        @Test
        @DisplayName("not to another host, port or scheme, an address, a user, nor to what is no address")
        void nowhereElse() {
            for (String target : new String[] {
                "http://evil.example:" + server.port() + "/",
                "http://" + NAME + ":" + (server.port() + 1) + "/",
                "http://" + NAME + "/",
                "https://" + NAME + ":" + server.port() + "/",
                "http://127.0.0.1:" + server.port() + "/",
                "http://admin@" + NAME + ":" + server.port() + "/",
                "file:///etc/passwd",
                "//[",
                "/" + "a".repeat(600)
            }) {
                server.answer(PATH, to(target));
                int before = server.seen().size();
                assertThat(findFault()).as(target).contains(AcmeRefusal.CHALLENGE_ANSWER);
                assertThat(server.seen()).as(target).hasSize(before + 1);
            }
        }

        private String to(String target) {
            return "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\n\r\n";
        }
    }

    @Test
    @DisplayName("never asks this machine because DNS said so, only because the operator did")
    void doesNotLeadBack() throws IOException {
        for (String address : new String[] {"127.0.0.1", "0.0.0.0", "169.254.1.1", "224.0.0.1", "::1", "fe80::1"}) {
            assertThat(HostAddresses.isElsewhere(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
        assertThat(HostAddresses.isElsewhere(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(proof("none").findFault(task("localhost"))).contains(AcmeRefusal.CHALLENGE_ADDRESS);
    }

    @Test
    @DisplayName("takes the operator's longest match, and refuses to start with a list that is none")
    void readsTheOperatorsList() {
        ChallengeSettings settings = wiring("kis.a.example=10.0.0.1, .a.example=10.0.0.2,.example=fd00::3")
                .bean(ChallengeSettings.class);
        assertThat(settings.findAddress("kis.a.example")).contains("10.0.0.1");
        assertThat(settings.findAddress("b.a.example")).contains("10.0.0.2");
        assertThat(settings.findAddress("a.example")).contains("fd00::3");
        assertThat(settings.findAddress("example")).isEmpty();
        for (String bad : new String[] {"", "kis", "kis=", "kis=host.example", "kis=1.2.3.4;"}) {
            assertThatThrownBy(() -> wiring(bad).bean(ChallengeSettings.class).requireUsable())
                    .as(bad)
                    .isInstanceOf(StartRefusedException.class);
        }
    }

    private Optional<AcmeRefusal> findFault() {
        return proof(".klinikum.example=127.0.0.1").findFault(task(NAME));
    }

    private HttpProof proof(String hosts) {
        return wiring(hosts).bean(HttpProof.class);
    }

    @SuppressWarnings("NullAway") // nothing here asks the database
    private Wiring wiring(String hosts) {
        return new Wiring(null, new java.util.ArrayList<>())
                .setting("konsil.certification.acme.challenge-port", server.port())
                .setting("konsil.certification.acme.hosts", hosts);
    }

    private static ProofTask task(String host) {
        return new ProofTask(UUID.randomUUID(), host, TOKEN, EXPECTED, Set.of(NAME, OTHER));
    }
}
