package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.support.RunningSystem;

@DisplayName("TLS on every hop as BSI TR-02102-2 recommends")
class TransportIT {

    private final RunningSystem system = RunningSystem.get();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @DisplayName("app and sign-in server speak AES-GCM suites with forward secrecy")
    void speaksRecommendedSuites(String version) throws IOException {
        for (URI server : new URI[] {system.https(), system.issuer()}) {
            SSLSession session = handshake(server, version, null);

            assertThat(session.getProtocol()).isEqualTo(version);
            assertThat(session.getCipherSuite()).matches("TLS_(ECDHE_ECDSA_WITH_)?AES_(128|256)_GCM_SHA(256|384)");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"
            })
    @DisplayName("and refuse others")
    void refusesOtherSuites(String suite) {
        String version = suite.contains("_WITH_") ? "TLSv1.2" : "TLSv1.3";

        for (URI server : new URI[] {system.https(), system.issuer()}) {
            assertThatThrownBy(() -> handshake(server, version, suite)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    @DisplayName("plain http redirects, but for the revocation list")
    void redirectsHttp() throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpResponse<byte[]> page = get(http, system.http().resolve("/"));
        HttpResponse<byte[]> console = get(http, system.http().resolve("/admin/"));
        HttpResponse<byte[]> crl = get(http, system.http().resolve("/pki/crl/device.crl"));

        assertThat(page.statusCode()).isEqualTo(308);
        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(
                        to -> assertThat(to).startsWith(system.https().toString()));
        assertThat(console.statusCode()).isBetween(301, 308);
        assertThat(crl.statusCode()).isEqualTo(200);
        assertThat(crl.headers().firstValue("Content-Type")).hasValue("application/pkix-crl");
    }

    private static HttpResponse<byte[]> get(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private SSLSession handshake(URI server, String version, String suite) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) system.trust().getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            if (suite != null) {
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return socket.getSession();
        }
    }
}
