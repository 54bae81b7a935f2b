package org.konsil.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
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
        assertThat(system.outbox(device.serial())).containsSubsequence("certificate-issued", "certificate-revoked");
    }

    private HttpResponse<byte[]> revoke(RawDevice device) {
        return system.api()
                .putJson(
                        "/api/v1/certificates/" + device.serial() + "/revocation",
                        system.token(system.registrationOfficer(), "openid"),
                        "{\"reason\":\"keyCompromise\"}");
    }
}
