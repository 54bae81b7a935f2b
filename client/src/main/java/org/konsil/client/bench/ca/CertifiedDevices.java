package org.konsil.client.bench.ca;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.konsil.client.installation.Installation;

/** Devices of a few people, enrolled like real ones, for whoever measures what comes afterwards. */
public final class CertifiedDevices {

    private static final int OWNERS = 8;

    private final BenchHospital hospital;
    private final List<CertifiedDevice> devices;

    private CertifiedDevices(BenchHospital hospital, List<CertifiedDevice> devices) {
        this.hospital = hospital;
        this.devices = devices;
    }

    /** Makes so many; neighbours in the list have different owners. */
    public static CertifiedDevices enrol(Installation installation, int count)
            throws IOException, InterruptedException {
        BenchHospital hospital = BenchHospital.seed(installation, OWNERS);
        hospital.signIn();
        List<BenchDevice> raw = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            raw.add(new BenchDevice(hospital.owners().get(at % OWNERS)));
        }
        Clients clients = new Clients(installation);
        Clients.Door door = () -> KeptConnection.open(installation.origin(), installation.trust());
        clients.run(
                "registration",
                OWNERS,
                count,
                door,
                (connection, at) -> raw.get(at).register(connection));
        clients.run(
                "enrolment",
                OWNERS,
                count,
                door,
                (connection, at) -> raw.get(at).enrol(connection));
        return new CertifiedDevices(
                hospital, raw.stream().map(BenchDevice::certified).toList());
    }

    public List<CertifiedDevice> devices() {
        return devices;
    }

    /** Fetches tokens for all of them, so that nobody waits for one later. */
    public void signIn() throws InterruptedException {
        for (BenchDevice.Owner owner : hospital.owners()) {
            owner.api().renew();
        }
    }
}
