package org.konsil.client.bench.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.client.bench.ca.CertifiedDevices;
import org.konsil.client.bench.load.Loop;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.process.Part;

/** The program of the stations: round after round, in each every mode, in each every server; figures go to standard output as JSON. */
final class DeliverySpeed {

    private static final List<Mode> MODES =
            List.of(new Saturation(), new FixedRate(), new Backlog(), new Groups(), new Idle());

    private final Installation installation;
    private final DeliveryBench.Plan plan;
    private final PrintStream progress;

    private DeliverySpeed(Installation installation, DeliveryBench.Plan plan, PrintStream progress) {
        this.installation = installation;
        this.plan = plan;
        this.progress = progress;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        DeliveryBench.Task task = json.readValue(new FileInputStream(FileDescriptor.in), DeliveryBench.Task.class);
        Installation installation = new Installation(new InstallationSettings(
                Path.of(task.data()), Path.of(task.distribution()), task.ports(), task.hospital(), Optional.empty()));
        PrintStream progress = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        DeliveryBench.Result result = new DeliverySpeed(installation, task.plan(), progress).measure();
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println(json.writeValueAsString(result));
    }

    private DeliveryBench.Result measure() throws IOException, InterruptedException {
        ProcessHandle postgres = installation
                .findProcess(Part.POSTGRESQL)
                .orElseThrow(() -> new EnvironmentException("the embedded PostgreSQL does not run here"));
        try (Loop loop = new Loop()) {
            Stage stage = new Stage(loop, postgres, new WriteAheadLog(installation), progress);
            stage.say(plan.sizes().devices() + " devices");
            CertifiedDevices devices =
                    CertifiedDevices.enrol(installation, plan.sizes().devices());
            return plan.peers().isEmpty() ? alone(stage, devices) : beside(stage, devices);
        }
    }

    private DeliveryBench.Result alone(Stage stage, CertifiedDevices devices) throws IOException, InterruptedException {
        Set<String> all = Set.copyOf(DeliveryBench.MODES);
        Peer ours = new KonsilPeer("konsil", all, installation, devices, tls(stage));
        return new DeliveryBench.Result(rounds(stage, List.of(ours)), List.of());
    }

    /** Nobody has TLS in the comparison; one row says what it costs. */
    private DeliveryBench.Result beside(Stage stage, CertifiedDevices devices)
            throws IOException, InterruptedException {
        Set<String> all = Set.copyOf(DeliveryBench.MODES);
        List<Peer> peers = new ArrayList<>();
        try (PlainListener listener = PlainListener.open(installation)) {
            KonsilDoor plain = new KonsilDoor(
                    stage.loop(),
                    installation.origin(),
                    listener.port(),
                    null,
                    PlainListener.FORWARDED,
                    Clock.systemUTC());
            peers.add(new KonsilPeer("konsil, plain", all, installation, devices, plain));
            Optional<Peer> other = EjabberdPeer.start(installation, stage.loop());
            other.ifPresentOrElse(
                    peers::add,
                    () -> stage.say(
                            "ejabberd is not installed (Debian: ejabberd, erlang-p1-pgsql); measured without it"));
            peers.add(new KonsilPeer("konsil, TLS", Set.of("saturation"), installation, devices, tls(stage)));
            return new DeliveryBench.Result(
                    rounds(stage, peers), other.isPresent() ? List.of() : List.of(EjabberdPeer.NAME));
        } finally {
            for (Peer peer : peers) {
                peer.close();
            }
        }
    }

    private KonsilDoor tls(Stage stage) {
        URI origin = installation.origin();
        return new KonsilDoor(stage.loop(), origin, origin.getPort(), installation.trust(), "", Clock.systemUTC());
    }

    private List<Row> rounds(Stage stage, List<Peer> peers) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Mode mode : MODES) {
                for (Peer peer : peers) {
                    if (plan.modes().contains(mode.name()) && peer.knows(mode)) {
                        stage.say("round " + round + ": " + mode.name() + ", " + peer.name());
                        rows.addAll(mode.run(stage, peer, plan.sizes()));
                    }
                }
            }
        }
        return rows;
    }
}
