package org.konsil.client.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;

/**
 * The devices that some people get for a while. At the end a registration officer revokes their certificates: a device
 * whose keys are gone acknowledges nothing any more, and a message is delivered only when every device has it.
 */
public final class PassingDevices implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NO_CONTENT = 204;
    private static final String REVOCATION = "{\"reason\":\"cessationOfOperation\"}";

    private final Installation installation;
    private final SeededHospital hospital;
    private final List<DemoPerson> people;
    private final Narrator narrator;
    private final Set<String> before;

    /** Every device that these people get from now on is one for a while. */
    public PassingDevices(
            Installation installation, SeededHospital hospital, List<DemoPerson> people, Narrator narrator) {
        this.installation = installation;
        this.hospital = hospital;
        this.people = List.copyOf(people);
        this.narrator = narrator;
        this.before = new ServerTables(installation).serialsOf(people);
    }

    /** Puts them out. */
    @Override
    public void close() throws InterruptedException {
        Set<String> serials = new ServerTables(installation).serialsOf(people);
        serials.removeAll(before);
        if (serials.isEmpty()) {
            return;
        }
        DemoPerson officer = hospital.registrationOfficer();
        String token = new SignIn(installation.trust(), installation.issuer())
                .token(
                        new RelyingParty("app", Optional.empty(), installation.origin() + "/", "openid"),
                        officer.username(),
                        hospital.passphrase());
        for (String serial : serials) {
            revoke(serial, token);
        }
        narrator.revokes(officer, serials.size());
    }

    private void revoke(String serial, String token) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        installation.origin().resolve("/api/v1/certificates/" + serial + "/revocation"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(REVOCATION))
                .build();
        try {
            HttpResponse<Void> answer = installation.trustingClient().send(request, BodyHandlers.discarding());
            if (answer.statusCode() != NO_CONTENT) {
                throw new InstallationException(
                        "the server did not revoke certificate " + serial + ": status " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the server does not answer", e);
        }
    }
}
