package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.konsil.client.bench.load.Loop;
import org.konsil.client.installation.Installation;

/** ejabberd on the same PostgreSQL, from which it is started to which it ends. */
final class EjabberdPeer implements Peer {

    static final String NAME = "ejabberd";

    private static final Set<String> KNOWN = Set.of("saturation", "rate", "backlog");

    private final EjabberdDatabase database;
    private final EjabberdServer server;
    private final XmppDoor door;
    private final String password;
    private final List<XmppStation> stations = new ArrayList<>();

    private EjabberdPeer(EjabberdDatabase database, EjabberdServer server, XmppDoor door, String password) {
        this.database = database;
        this.server = server;
        this.door = door;
        this.password = password;
    }

    /** Starts it, if it is installed. */
    static Optional<Peer> start(Installation installation, Loop loop) throws IOException, InterruptedException {
        if (!EjabberdServer.isInstalled()) {
            return Optional.empty();
        }
        String password = UUID.randomUUID().toString();
        EjabberdDatabase database = EjabberdDatabase.make(installation, password);
        boolean started = false;
        try {
            EjabberdServer server =
                    EjabberdServer.start(installation.settings().ports().postgres(), password);
            started = true;
            XmppDoor door = new XmppDoor(loop, server.port(), EjabberdServer.DOMAIN);
            return Optional.of(new EjabberdPeer(database, server, door, password));
        } finally {
            if (!started) {
                database.close();
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProcessHandle process() {
        return server.process();
    }

    @Override
    public boolean mustBeClean() {
        return false;
    }

    @Override
    public boolean knows(Mode mode) {
        return KNOWN.contains(mode.name());
    }

    @Override
    public List<Route> routes(int count, int readers) {
        require(2 * count);
        List<Route> routes = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            XmppStation reader = stations.get(2 * at + 1);
            XmppRoute route = new XmppRoute(UUID.randomUUID(), stations.get(2 * at), reader);
            door.reads(reader, route.conversation());
            routes.add(route);
        }
        return routes;
    }

    @Override
    public List<Station> idlers(int count) {
        require(count);
        return List.copyOf(stations.subList(0, count));
    }

    private void require(int count) {
        List<String> names = new ArrayList<>();
        for (int at = stations.size(); at < count; at++) {
            names.add("user" + at);
        }
        database.addAccounts(names, password);
        names.forEach(name -> stations.add(new XmppStation(door, name, password)));
    }

    @Override
    public OptionalDouble storedBytes(Route route, WriteAheadLog log, Act act) {
        return OptionalDouble.empty();
    }

    @Override
    public void prepareRun() {
        // a password needs no preparation
    }

    @Override
    public void close() throws IOException {
        server.close();
        database.close();
    }
}
