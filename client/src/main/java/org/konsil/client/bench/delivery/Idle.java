package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Devices that are connected and say nothing: what each costs in memory. */
final class Idle implements Mode {

    private static final double KIB = 1024;
    private static final int WARM_UP = 50;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Row> run(Stage stage, Peer peer, Sizes sizes) throws IOException, InterruptedException {
        Course course = new Course(stage.loop());
        peer.prepareRun();
        // What the first connections load once is no connection's own.
        List<Station> first = peer.idlers(WARM_UP);
        course.attend(first);
        course.close(first);
        Memory memory = new Memory(peer.process());
        Memory.Used before = memory.used();
        List<Station> stations = peer.idlers(sizes.idle());
        Probe probe = new Probe(stage, peer.process(), false);
        course.attend(stations);
        Load load = probe.stop(stations.size());
        stations.forEach(Station::stayAlive);
        course.turn(0);
        Memory.Used after = memory.used();
        Map<String, Double> more = new TreeMap<>();
        if (after.heap() > 0) {
            more.put("live heap KiB a connection", (after.heap() - before.heap()) / KIB / stations.size());
        }
        more.put("process KiB (PSS) a connection", (after.process() - before.process()) / KIB / stations.size());
        course.close(stations);
        return List.of(new Row(
                name(),
                peer.name(),
                stations.size(),
                stations.size(),
                load.seconds(),
                null,
                null,
                null,
                load,
                course.verdict(peer),
                more));
    }
}
