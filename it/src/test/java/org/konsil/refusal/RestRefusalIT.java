package org.konsil.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.support.RawDevice;
import org.konsil.support.RunningSystem;

@DisplayName("REST and EST refuse, with a problem document")
class RestRefusalIT {

    private static final String SELF = "/api/v1/self";

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();
    private final DemoPerson ben = system.ben();

    @Test
    @DisplayName("a request without a token")
    void refusesNoToken() throws IOException {
        assertProblem(system.api().get(SELF, null), 401, "token-refused");
    }

    @Test
    @DisplayName("a token that is none")
    void refusesGarbage() throws IOException {
        assertProblem(system.api().get(SELF, "eyJhbGciOiJub25lIn0.e30."), 401, "token-refused");
    }

    @Test
    @DisplayName("the console's own token on the API")
    void refusesTheTokenOfAnotherClient() throws IOException {
        assertProblem(system.api().get(SELF, system.consoleToken(anna)), 401, "token-refused");
    }

    @Test
    @DisplayName("an API token at the certificate enrolment, which wants another audience")
    void refusesTheTokenOfAnotherAudience() throws IOException {
        RawDevice device = new RawDevice(system);
        assertThat(device.register(anna).statusCode()).isBetween(200, 204);
        byte[] request = device.request(new X500Name(""), device.claims(anna));

        HttpResponse<byte[]> answer = system.api()
                .postRequest(
                        "/.well-known/est/staff-device/simpleenroll",
                        system.token(anna, "openid"),
                        java.util.Base64.getEncoder().encode(request));

        assertProblem(answer, 401, "token-refused");
    }

    @Test
    @DisplayName("a token in the address")
    void refusesATokenInTheAddress() throws IOException {
        String token = system.token(anna, "openid");
        assertProblem(system.api().get(SELF + "?access_token=" + token, null), 401, "token-refused");
    }

    @Test
    @DisplayName("the console's session cookie")
    void refusesTheConsolesCookie() throws IOException {
        String cookie = system.consoleSessionCookie(system.registrationOfficer());

        HttpResponse<byte[]> answer = system.api()
                .send(system.api().request(SELF, null).header("Cookie", cookie).GET());

        assertProblem(answer, 401, "token-refused");
    }

    @Test
    @DisplayName("a role that the caller has not")
    void refusesAMissingRole() throws IOException {
        HttpResponse<byte[]> answer = system.api()
                .putJson(
                        "/api/v1/certificates/1234/revocation",
                        system.token(anna, "openid"),
                        "{\"reason\":\"keyCompromise\"}");

        assertProblem(answer, 403, "forbidden");
    }

    @Nested
    @DisplayName("at enrolment (A5)")
    class Enrolment {

        @Test
        @DisplayName("a device that belongs to somebody else")
        void refusesAnothersDevice() throws IOException {
            RawDevice bens = new RawDevice(system);
            assertThat(bens.register(ben).statusCode()).isBetween(200, 204);

            HttpResponse<byte[]> answer = bens.enrol(anna, bens.request(new X500Name(""), bens.claims(anna)));

            assertProblem(answer, 404, "unknown-device");
        }

        @Test
        @DisplayName("a subject that claims somebody else")
        void refusesAClaimedSubject() throws IOException {
            RawDevice device = new RawDevice(system);
            assertThat(device.register(anna).statusCode()).isBetween(200, 204);
            List<String> bensName =
                    List.of(device.claims(ben).get(0), device.claims(anna).get(1));

            assertProblem(
                    device.enrol(anna, device.request(new X500Name(""), bensName)), 403, "claimed-subject-differs");
            assertProblem(
                    device.enrol(anna, device.request(new X500Name("CN=Chefarzt"), device.claims(anna))),
                    403,
                    "claimed-subject-differs");
        }

        @Test
        @DisplayName("a device whose hardware nobody approved (D1-D3)")
        void refusesUnapprovedHardware() throws IOException {
            HttpResponse<byte[]> answer = system.api()
                    .putJson(
                            "/api/v1/devices/" + UUID.randomUUID(),
                            system.token(anna, "openid"),
                            "{\"hardwareCode\":\"WRONG-CODE\"}");

            assertProblem(answer, 403, "posture-refused");
        }

        @Test
        @DisplayName("bytes that are no request")
        void refusesWhatIsNoRequest() throws IOException {
            assertProblem(
                    new RawDevice(system).enrol(anna, new byte[] {0x30, (byte) 0x84, 0x7f, 1, 2, 3}),
                    400,
                    "unusable-request");
        }
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type) throws IOException {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(content -> assertThat(content).startsWith("application/problem+json"));
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:konsil:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("instance").asText()).startsWith("urn:uuid:");
    }
}
