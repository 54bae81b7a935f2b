package org.konsil.client.bench.ca;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.client.bench.Stopwatch;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.pki.Certificates;

/** The program of the clients: one part after another, each after a warm-up; the figures go to standard output as JSON. */
final class CaServerSpeed {

    private static final int CLIENTS = 8;
    private static final int WARM_UP = 500;
    private static final int STORED_QUESTIONS = 50_000;
    private static final int LIVE_QUESTIONS = 15_000;
    private static final int SERVERS = 16;
    private static final int REVOCATIONS = 500;
    private static final int LISTS = 20;
    private static final int OK = 200;
    /** From one second after its issuance on; then as the profile has it. */
    private static final String AT_ONCE = "PT2159H59M59S";

    private static final String AS_USUAL = "PT720H";

    private final Installation installation;
    private final Clients clients;
    private final BenchHospital hospital;
    private final PrintStream progress;
    private final List<Rate> rates = new ArrayList<>();

    private CaServerSpeed(Installation installation, PrintStream progress) throws IOException, InterruptedException {
        this.installation = installation;
        this.clients = new Clients(installation);
        this.progress = progress;
        this.hospital = BenchHospital.seed(installation, CLIENTS);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, CertificateException {
        ObjectMapper json = new ObjectMapper();
        CaServerBench.Task task = json.readValue(new FileInputStream(FileDescriptor.in), CaServerBench.Task.class);
        Installation installation = new Installation(new InstallationSettings(
                Path.of(task.data()), Path.of(task.distribution()), task.ports(), task.hospital(), Optional.empty()));
        PrintStream progress = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        CaServerSpeed speed = new CaServerSpeed(installation, progress);
        speed.measure(task);
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println(json.writeValueAsString(speed.rates));
    }

    private void measure(CaServerBench.Task task) throws IOException, InterruptedException, CertificateException {
        List<BenchDevice> devices = new ArrayList<>();
        for (int i = 0; i < WARM_UP + task.devices(); i++) {
            devices.add(new BenchDevice(hospital.owners().get(i % CLIENTS)));
        }
        measured(
                "register",
                devices.size(),
                (connection, number) -> devices.get(number).register(connection));
        List<BenchDevice> cold = devices.subList(0, WARM_UP);
        List<BenchDevice> warm = devices.subList(WARM_UP, devices.size());
        hospital.signIn();
        unmeasured(WARM_UP, (connection, number) -> cold.get(number).enrol(connection));
        hospital.signIn();
        measured(
                "enrol by EST",
                warm.size(),
                (connection, number) -> warm.get(number).enrol(connection));
        askForStatus(warm);
        renew(warm, task.renewals());
        reissue(task.reissues());
        revoke();
    }

    private void askForStatus(List<BenchDevice> devices)
            throws IOException, InterruptedException, CertificateException {
        List<BigInteger> serials = devices.stream().map(BenchDevice::serial).toList();
        StatusClient leases = new StatusClient(certificate("device"), "/pki/ocsp/device", serials, Clock.systemUTC());
        plain("OCSP, signed beforehand", STORED_QUESTIONS, leases::askStored);
        List<BigInteger> servers;
        try (KeptConnection connection = open()) {
            servers = hospital.officers()
                    .servers(connection, installation.settings().hospital().host(), SERVERS);
        }
        StatusClient live = new StatusClient(certificate("service"), "/pki/ocsp/service", servers, Clock.systemUTC());
        plain("OCSP, signed live", LIVE_QUESTIONS, live::askLive);
    }

    private void renew(List<BenchDevice> devices, int renewals) throws IOException, InterruptedException {
        try (KeptConnection connection = open()) {
            hospital.officers().renewBefore(connection, AT_ONCE);
        }
        try {
            measured(
                    "renew by EST",
                    renewals,
                    (connection, number) -> devices.get(number % devices.size()).enrolAgain(connection));
        } finally {
            try (KeptConnection connection = open()) {
                hospital.officers().renewBefore(connection, AS_USUAL);
            }
        }
    }

    /** By one act of an officer, as often as it needs for so many: each time all devices that there are. */
    private void reissue(int count) throws IOException, InterruptedException {
        progress.println("  re-issue in bulk, " + count);
        List<Long> nanos = new ArrayList<>();
        int issued = 0;
        Stopwatch watch = new Stopwatch(installation);
        while (issued < count) {
            long begin = System.nanoTime();
            int round;
            try (KeptConnection connection = open()) {
                round = hospital.officers().reissue(connection);
            }
            if (round == 0) {
                throw new InstallationException("no certificate was re-issued");
            }
            nanos.add((System.nanoTime() - begin) / round);
            issued += round;
        }
        rates.add(Rate.of(
                Rate.IN_BULK,
                1,
                watch.stop(issued),
                nanos.stream().mapToLong(Long::longValue).toArray()));
    }

    /** The first and the last of one shard: the list is short at first and long at the end. */
    private void revoke() throws IOException, InterruptedException {
        BenchShard shard = hospital.fullestShard();
        List<String> serials = shard.serials();
        int between = serials.size() - 2 * REVOCATIONS - LISTS;
        if (between < 0) {
            progress.println("too few certificates for measuring revocations");
            return;
        }
        Clients.Act revoke = (connection, number) -> hospital.officers().revoke(connection, serials.get(number));
        measured("revoke, list short", REVOCATIONS, revoke);
        measured("revoke", between, (connection, number) -> revoke.perform(connection, REVOCATIONS + number));
        measured(
                "revoke, list long",
                REVOCATIONS,
                (connection, number) -> revoke.perform(connection, REVOCATIONS + between + number));
        try (KeptConnection files = openPlain()) {
            rates.add(clients.run("revoke, then fetch the list", 1, LISTS, this::open, (connection, number) -> {
                revoke.perform(connection, 2 * REVOCATIONS + between + number);
                files.get(shard.path(), "").require(OK);
            }));
        }
    }

    private void measured(String what, int count, Clients.Act act) throws InterruptedException {
        progress.println("  " + what + ", " + count);
        rates.add(clients.run(what, CLIENTS, count, this::open, act));
    }

    private void unmeasured(int count, Clients.Act act) throws InterruptedException {
        clients.run("warm-up", CLIENTS, count, this::open, act);
    }

    private void plain(String what, int count, Clients.Act act) throws InterruptedException {
        clients.run("warm-up", CLIENTS, count / 2, this::openPlain, act);
        progress.println("  " + what + ", " + count);
        rates.add(clients.run(what, CLIENTS, count, this::openPlain, act));
    }

    private X509Certificate certificate(String ca) throws IOException, InterruptedException, CertificateException {
        try (KeptConnection connection = openPlain()) {
            return Certificates.parse(
                    connection.get("/pki/ca/" + ca + ".cer", "").require(OK));
        }
    }

    private KeptConnection open() throws IOException {
        return KeptConnection.open(installation.origin(), installation.trust());
    }

    private KeptConnection openPlain() throws IOException {
        InstallationSettings settings = installation.settings();
        return KeptConnection.open(
                URI.create("http://" + settings.hospital().host() + ":"
                        + settings.ports().http()),
                installation.trust());
    }
}
