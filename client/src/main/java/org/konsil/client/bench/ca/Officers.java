package org.konsil.client.bench.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.konsil.client.installation.layout.InstallationException;

/** What officers of the hospital do through the API. */
final class Officers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "Content-Type: application/json\r\n";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int HEXADECIMAL = 16;
    private static final Duration LOOK_EACH = Duration.ofMillis(200);

    private final Signatory registration;
    private final Signatory approver;
    private final Signatory operator;

    Officers(Signatory registration, Signatory approver, Signatory operator) {
        this.registration = registration;
        this.approver = approver;
        this.operator = operator;
    }

    /** Two people agree that devices may renew that long before the end. */
    void renewBefore(KeptConnection connection, String duration) throws IOException, InterruptedException {
        byte[] asked = connection
                .send(
                        "PUT",
                        "/api/v1/profiles/staff-device/change",
                        registration.header() + JSON_TYPE,
                        bytes("{\"renew-before\":\"" + duration + "\"}"))
                .require(ACCEPTED);
        String approval = JSON.readTree(asked).path("approval").asText();
        connection
                .send(
                        "PUT",
                        "/api/v1/approvals/" + approval + "/decision",
                        approver.header() + JSON_TYPE,
                        bytes("{\"decision\":\"approve\"}"))
                .require(NO_CONTENT);
    }

    /**
     * Has all living certificates of devices made anew, and waits for the end.
     *
     * @return how many were
     */
    int reissue(KeptConnection connection) throws IOException, InterruptedException {
        String path = "/api/v1/reissues/" + UUID.randomUUID();
        connection
                .send("PUT", path, registration.header() + JSON_TYPE, bytes("{\"profile\":\"staff-device\"}"))
                .require(ACCEPTED);
        JsonNode progress;
        do {
            Thread.sleep(LOOK_EACH.toMillis());
            progress = JSON.readTree(connection.get(path, registration.header()).require(OK));
        } while (progress.path("state").asText().equals("running"));
        if (!progress.path("state").asText().equals("done")) {
            throw new InstallationException("the re-issue ended as " + progress);
        }
        return progress.path("issued").asInt();
    }

    /** Certificates of servers of that many names below this host. */
    List<BigInteger> servers(KeptConnection connection, String host, int count)
            throws IOException, InterruptedException {
        List<BigInteger> serials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = connection
                    .send(
                            "POST",
                            "/api/v1/profiles/tls-server/keys",
                            operator.header() + JSON_TYPE,
                            bytes("{\"names\":\"bench-" + i + "." + host + "\"}"))
                    .require(OK);
            serials.add(new BigInteger(JSON.readTree(key).path("serial").asText(), HEXADECIMAL));
        }
        return serials;
    }

    void revoke(KeptConnection connection, String serial) throws IOException, InterruptedException {
        connection
                .send(
                        "PUT",
                        "/api/v1/certificates/" + serial + "/revocation",
                        registration.header() + JSON_TYPE,
                        bytes("{\"reason\":\"superseded\"}"))
                .require(NO_CONTENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
