package org.konsil.client.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.identity.Account;
import org.konsil.client.installation.identity.KeycloakAdmin;
import org.konsil.client.installation.layout.SecretName;

/** Fills an installation with people and hardware. May be repeated: what is there stays, what is missing is added. */
public final class DemoHospital {

    /** For a hospital without officers; only a demo or a test may have that. */
    private static final List<String> NOBODY_SPECIAL = List.of("demo-officer-1", "demo-officer-2", "demo-officer-3");

    private final Installation installation;

    /** Keycloak must run before people are seeded. */
    public DemoHospital(Installation installation) {
        this.installation = installation;
    }

    /**
     * Gives each person an account with the demo's passphrase and a phone, and each ward a shared tablet. The server
     * knows them when it has next read Keycloak's people.
     */
    public SeededHospital seed(List<DemoPerson> people) throws InterruptedException {
        String passphrase = installation.secrets().require(SecretName.DEMO_PASSPHRASE, ReadableCode::next);
        KeycloakAdmin admin = installation.administerKeycloak();
        for (DemoPerson person : people) {
            admin.putAccount(new Account(
                    person.username(),
                    passphrase,
                    person.firstName(),
                    person.lastName(),
                    person.ward(),
                    person.duty(),
                    person.roles()));
        }
        return new SeededHospital(people, passphrase, approveHardware(people));
    }

    private List<Hardware> approveHardware(List<DemoPerson> people) {
        try {
            HardwareList list = new HardwareList(installation.folders());
            List<Hardware> hardware = new ArrayList<>();
            for (DemoPerson person : people) {
                hardware.add(list.require("Handy " + person.name(), Optional.of(person.username())));
            }
            for (String ward : people.stream().map(DemoPerson::ward).distinct().toList()) {
                hardware.add(list.require("Tablet " + ward, Optional.empty()));
            }
            list.save(Stream.concat(
                            people.stream().filter(DemoPerson::approvesHardware).map(DemoPerson::username),
                            NOBODY_SPECIAL.stream())
                    .toList());
            return hardware;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of approved hardware cannot be written", e);
        }
    }
}
