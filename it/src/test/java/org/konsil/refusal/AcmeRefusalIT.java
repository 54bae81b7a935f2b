package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.RawAcme;
import org.konsil.support.RunningSystem;

@DisplayName("A5: ACME refuses in its own language (RFC 8555, section 6.7)")
class AcmeRefusalIT {

    private static final String JOSE = "application/jose+json";
    private static final String KEYS = "/api/v1/acme-binding-keys";

    private final RunningSystem system = RunningSystem.get();
    private final RawAcme acme = new RawAcme(system);

    @Test
    @DisplayName("a replayed request, with a fresh nonce that is good")
    void refusesAReplay() throws IOException {
        byte[] message = acme.signed("/acme/new-account", acme.nonce(), "{\"onlyReturnExisting\":true}");
        assertProblem(post("/acme/new-account", message), 400, "accountDoesNotExist");

        HttpResponse<byte[]> replay = post("/acme/new-account", message);

        assertProblem(replay, 400, "badNonce");
        String fresh = replay.headers().firstValue("Replay-Nonce").orElseThrow();
        byte[] again = acme.signed("/acme/new-account", fresh, "{\"onlyReturnExisting\":true}");
        assertProblem(post("/acme/new-account", again), 400, "accountDoesNotExist");
    }

    @Test
    @DisplayName("a new account without an officer's key")
    void refusesAStranger() throws IOException {
        assertProblem(
                post("/acme/new-account", acme.signed("/acme/new-account", acme.nonce(), "{}")),
                403,
                "externalAccountRequired");
    }

    @Test
    @DisplayName("a message for another address, of no account, with a key where an account belongs")
    void refusesForeignMessages() throws IOException {
        assertProblem(
                post("/acme/new-order", acme.signed("/acme/new-account", acme.nonce(), "{}")), 403, "unauthorized");
        byte[] keyed = acme.signed("/acme/new-order", acme.nonce(), "{\"identifiers\":[]}");
        assertProblem(post("/acme/new-order", keyed), 400, "malformed");
        assertProblem(
                post("/acme/new-order", acme.signedBy(UUID.randomUUID(), "/acme/new-order", acme.nonce(), "{}")),
                400,
                "accountDoesNotExist");
    }

    @Test
    @DisplayName("another media type, another method, too long a body, and what is no message")
    void refusesOtherForms() throws IOException {
        byte[] message = acme.signed("/acme/new-account", acme.nonce(), "{}");
        assertProblem(post("/acme/new-account", message, "application/json"), 415, "malformed");
        assertProblem(post("/acme/new-account", new byte[33 * 1024], JOSE), 413, "malformed");
        assertProblem(post("/acme/new-account", new byte[65 * 1024], JOSE), 413, "malformed");
        assertProblem(
                post("/acme/new-account", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)), 400, "malformed");
        assertProblem(system.api().get("/acme/new-order", null), 405, "malformed");
        assertProblem(system.api().get("/acme/renewal-info/AAAA.AAAA", null), 404, "malformed");
    }

    @Test
    @DisplayName("an officer's keys are for officers")
    void keepsTheKeysForOfficers() {
        DemoPerson anna = system.anna();
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"label\":\"KIS\"}");
        HttpRequest.Builder request = system.api()
                .request(KEYS, system.token(anna, "openid"))
                .header("Content-Type", "application/json")
                .POST(body);
        assertThat(system.api().send(request).statusCode()).isEqualTo(403);
        assertThat(system.api().get(KEYS, system.token(anna, "openid")).statusCode())
                .isEqualTo(403);
        assertThat(system.api()
                        .putJson(
                                KEYS + "/" + UUID.randomUUID() + "/revocation",
                                system.token(system.registrationOfficer(), "openid"),
                                "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<byte[]> post(String path, byte[] message) {
        return post(path, message, JOSE);
    }

    private HttpResponse<byte[]> post(String path, byte[] message, String type) {
        return system.api()
                .send(system.api()
                        .request(path, null)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message)));
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:ietf:params:acme:error:" + type);
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
