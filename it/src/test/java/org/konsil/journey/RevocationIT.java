package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.support.RawDevice;
import org.konsil.support.RawSocket;
import org.konsil.support.RunningSystem;

@DisplayName("Revoking a certificate puts its device out (A5)")
class RevocationIT {

    private final RunningSystem system = RunningSystem.get();
    private final DemoPerson anna = system.anna();

    @Test
    @DisplayName("its session ends, no other opens, the list names it, the outbox tells it")
    void putsTheDeviceOut() throws Exception {
        RawDevice device = RawDevice.enrolled(system, anna);
        try (RawSocket session = device.connect(anna)) {
            HttpResponse<byte[]> first = revoke(device);
            assertThat(first.statusCode()).isEqualTo(204);
            assertThat(session.awaitClose()).isEqualTo(4403);
        }
        try (RawSocket again = system.socket()) {
            ServerFrame answer = device.hello(again, system.token(anna, "openid"), device.id(), device.key());
            assertThat(answer.getProblem().getStatus()).isEqualTo(403);
        }
        assertThat(revoke(device).statusCode()).as("a repeat changes nothing").isEqualTo(204);

        X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        system.api().get("/pki/crl/device.crl", null).body()));
        assertThat(list.getRevokedCertificate(device.chain().get(0).getSerialNumber()))
                .isNotNull();
        list.verify(device.chain().get(1).getPublicKey());
        assertThat(system.eventKinds(device.serial())).containsSubsequence("certificate-issued", "certificate-revoked");
    }

    @Test
    @DisplayName("its owner ends it, and nobody else does (A6)")
    void itsOwnerEndsIt() throws Exception {
        RawDevice device = RawDevice.enrolled(system, anna);
        assertThat(end(device, null).statusCode()).isEqualTo(401);
        assertThat(end(device, system.token(system.ben(), "openid")).statusCode())
                .isEqualTo(404);
        try (RawSocket session = device.connect(anna)) {
            assertThat(end(device, system.token(anna, "openid")).statusCode()).isEqualTo(204);
            assertThat(session.awaitClose()).isEqualTo(4403);
        }
        assertThat(end(device, system.token(anna, "openid")).statusCode())
                .as("a repeat changes nothing")
                .isEqualTo(204);
        assertThat(system.eventKinds(device.serial())).containsSubsequence("certificate-issued", "certificate-revoked");
    }

    private HttpResponse<byte[]> end(RawDevice device, @Nullable String token) throws IOException {
        HttpRequest.Builder request =
                system.api().request("/api/v1/devices/" + device.id(), token).DELETE();
        return system.api().send(request);
    }

    private HttpResponse<byte[]> revoke(RawDevice device) {
        return system.api()
                .putJson(
                        "/api/v1/certificates/" + device.serial() + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}");
    }
}
