package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.konsil.client.bench.ca.CertifiedDevice;
import org.konsil.client.bench.ca.CertifiedDevices;
import org.konsil.client.installation.Installation;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.process.Part;

/** The running installation. */
final class KonsilPeer implements Peer {

    private final String name;
    private final Set<String> modes;
    private final Installation installation;
    private final CertifiedDevices devices;
    private final KonsilDoor door;
    private final Map<Shape, List<Route>> made = new HashMap<>();

    private record Shape(int count, int readers) {}

    /** @param modes in which it is measured */
    KonsilPeer(String name, Set<String> modes, Installation installation, CertifiedDevices devices, KonsilDoor door) {
        this.name = name;
        this.modes = Set.copyOf(modes);
        this.installation = installation;
        this.devices = devices;
        this.door = door;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessHandle process() {
        return installation
                .findProcess(Part.WILDFLY)
                .orElseThrow(() -> new EnvironmentException("the server has ended; its log is "
                        + installation.folders().log()));
    }

    @Override
    public boolean mustBeClean() {
        return true;
    }

    @Override
    public boolean knows(Mode mode) {
        return modes.contains(mode.name());
    }

    @Override
    public List<Route> routes(int count, int readers) throws IOException, InterruptedException {
        Shape shape = new Shape(count, readers);
        List<Route> known = made.get(shape);
        if (known == null) {
            known = found(shape);
            made.put(shape, known);
        }
        return known;
    }

    private List<Route> found(Shape shape) throws IOException, InterruptedException {
        List<KonsilRoute> routes = new ArrayList<>();
        int next = 0;
        for (int at = 0; at < shape.count(); at++) {
            KonsilStation sender = station(next++);
            List<KonsilStation> readers = new ArrayList<>();
            for (int reader = 0; reader < shape.readers(); reader++) {
                readers.add(station(next++));
            }
            routes.add(new KonsilRoute(sender, readers, door.clock()));
        }
        prepareRun();
        List<Station> senders = routes.stream().map(KonsilRoute::sender).toList();
        Course course = new Course(door.loop());
        course.attend(senders);
        routes.forEach(KonsilRoute::found);
        course.await("conversations", () -> routes.stream().allMatch(KonsilRoute::isFounded));
        course.close(senders);
        return List.copyOf(routes);
    }

    private KonsilStation station(int at) {
        List<CertifiedDevice> all = devices.devices();
        return new KonsilStation(door, all.get(at % all.size()));
    }

    @Override
    public OptionalDouble storedBytes(Route route, WriteAheadLog log, Act act) throws IOException {
        long last = log.lastSeq(route.conversation());
        act.perform();
        return OptionalDouble.of(log.storedAfter(route.conversation(), last));
    }

    @Override
    public List<Station> idlers(int count) {
        List<Station> idlers = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            idlers.add(station(at));
        }
        return idlers;
    }

    @Override
    public void prepareRun() throws InterruptedException {
        devices.signIn();
    }

    @Override
    public void close() {
        // the installation goes on
    }
}
