package org.konsil.client.bench.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.konsil.client.demo.DemoHospital;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.demo.SeededHospital;
import org.konsil.client.demo.ServerTables;
import org.konsil.client.installation.Installation;

/** People who are there for measuring: owners of devices, and the officers of each role that certificates need. */
final class BenchHospital {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final String WARD = "Messstand";
    private static final String DUTY = "Messung";
    private static final DemoPerson OFFICER =
            new DemoPerson("bench-officer", "Olga", "Messamt", WARD, DUTY, Set.of("staff", "registration-officer"));
    private static final DemoPerson APPROVER =
            new DemoPerson("bench-approver", "Axel", "Messzeuge", WARD, DUTY, Set.of("staff", "approver"));
    private static final DemoPerson OPERATOR =
            new DemoPerson("bench-operator", "Otto", "Messbetrieb", WARD, DUTY, Set.of("staff", "it-operator"));

    private final Installation installation;
    private final List<DemoPerson> people;
    private final List<BenchDevice.Owner> owners;
    private final Officers officers;

    private BenchHospital(
            Installation installation, List<DemoPerson> people, List<BenchDevice.Owner> owners, Officers officers) {
        this.installation = installation;
        this.people = people;
        this.owners = owners;
        this.officers = officers;
    }

    /** Makes so many owners of devices, and signs them in. */
    static BenchHospital seed(Installation installation, int count) throws IOException, InterruptedException {
        List<DemoPerson> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            people.add(new DemoPerson("bench-owner-" + i, "Otilie", "Messgerät " + i, WARD, DUTY, Set.of("staff")));
        }
        List<DemoPerson> all = new ArrayList<>(people);
        all.addAll(List.of(OFFICER, APPROVER, OPERATOR));
        SeededHospital seeded = new DemoHospital(installation).seed(all);
        new ServerTables(installation).awaitPeople(all);
        List<BenchDevice.Owner> owners = new ArrayList<>();
        try (KeptConnection connection = KeptConnection.open(installation.origin(), installation.trust())) {
            for (DemoPerson person : people) {
                owners.add(owner(installation, seeded, person, connection));
            }
        }
        Officers officers = new Officers(
                signatory(installation, seeded, OFFICER, "openid"),
                signatory(installation, seeded, APPROVER, "openid"),
                signatory(installation, seeded, OPERATOR, "openid"));
        return new BenchHospital(installation, people, owners, officers);
    }

    List<BenchDevice.Owner> owners() {
        return owners;
    }

    Officers officers() {
        return officers;
    }

    /** All owners anew, so that tokens are there before anything is measured. */
    void signIn() throws InterruptedException {
        for (BenchDevice.Owner owner : owners) {
            owner.pki().renew();
            owner.api().renew();
        }
    }

    /** What can be revoked of the shard that has most of these owners' certificates. */
    BenchShard fullestShard() {
        return BenchShard.fullest(installation, people);
    }

    private static BenchDevice.Owner owner(
            Installation installation, SeededHospital seeded, DemoPerson person, KeptConnection connection)
            throws IOException, InterruptedException {
        Signatory api = signatory(installation, seeded, person, "openid");
        JsonNode self =
                JSON.readTree(connection.get("/api/v1/self", api.header()).require(OK));
        return new BenchDevice.Owner(
                api,
                signatory(installation, seeded, person, "openid pki"),
                seeded.codeOf(person),
                UUID.fromString(self.path("userId").asText()),
                installation.settings().hospital().domain(),
                installation.settings().hospital().host());
    }

    private static Signatory signatory(
            Installation installation, SeededHospital seeded, DemoPerson person, String scope) {
        return new Signatory(installation, person, seeded.passphrase(), scope);
    }
}
