package org.konsil.support;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.konsil.client.bench.ca.CertifiedDevices;
import org.konsil.client.bench.delivery.KonsilDoor;
import org.konsil.client.bench.delivery.KonsilRoute;
import org.konsil.client.bench.delivery.KonsilStation;
import org.konsil.client.bench.delivery.Parcel;
import org.konsil.client.bench.delivery.Station;
import org.konsil.client.bench.ledger.DeliveryLedger;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.bench.load.Loop;

/**
 * Pairs of devices that write on whatever happens to the server, as docs/protocol/socket.md asks: each sender has one message under way,
 * connects again when its connection breaks or a message is refused, and repeats with the same id what was not acknowledged.
 */
public final class AccountedTraffic implements AutoCloseable, Station.Events {

    private static final long PATIENCE_SECONDS = 180;
    private static final int SOME = 10;
    private static final String PROBLEM = "urn:konsil:problem:";
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final DeliveryLedger ledger = new DeliveryLedger();
    private final List<KonsilRoute> routes = new ArrayList<>();
    private final CertifiedDevices devices;
    private final Loop loop;
    private final Thread thread;
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong shown = new AtomicLong();
    private final AtomicInteger breaks = new AtomicInteger();
    private final Map<String, Integer> refusals = new TreeMap<>();
    // Only the loop's thread touches these:
    private final Map<Station, Deque<Parcel>> waiting = new HashMap<>();
    private final Map<Station, Parcel> underWay = new HashMap<>();
    private final Map<Station, Long> reopenAt = new HashMap<>();
    private final Set<Station> attending = new HashSet<>();
    private final Set<Station> held = new HashSet<>();
    private long begun;
    private boolean flowing;

    private volatile boolean stopped;
    private volatile int present;

    private interface Act {
        void perform() throws IOException;
    }

    private AccountedTraffic(CertifiedDevices devices, Loop loop) {
        this.devices = devices;
        this.loop = loop;
        this.thread = new Thread(this::run, "accounted traffic");
    }

    /** Enrols two devices for each pair, founds their conversations, and connects all. */
    public static AccountedTraffic begin(RunningSystem system, int pairs) throws IOException, InterruptedException {
        return begin(system, pairs, List.of(system.https()));
    }

    /** The same through several nodes: each sender is at the next node in turn, its reader at the one after. */
    public static AccountedTraffic begin(RunningSystem system, int pairs, List<URI> nodes)
            throws IOException, InterruptedException {
        CertifiedDevices devices = CertifiedDevices.enrol(system.installation(), 2 * pairs);
        AccountedTraffic traffic = new AccountedTraffic(devices, new Loop());
        devices.signIn();
        List<KonsilDoor> doors = nodes.stream()
                .map(node -> new KonsilDoor(traffic.loop, node, node.getPort(), system.trust(), "", Clock.systemUTC()))
                .toList();
        for (int at = 0; at < pairs; at++) {
            KonsilDoor door = doors.get(at % doors.size());
            KonsilStation sender = new KonsilStation(door, devices.devices().get(2 * at));
            KonsilStation reader = new KonsilStation(
                    doors.get((at + 1) % doors.size()), devices.devices().get(2 * at + 1));
            KonsilRoute route = new KonsilRoute(sender, List.of(reader), door.clock());
            traffic.routes.add(route);
            traffic.ledger.expect(route.conversation(), List.of(reader.id()));
            traffic.waiting.put(sender, new ArrayDeque<>());
        }
        traffic.thread.start();
        traffic.perform(() -> {
            for (KonsilRoute route : traffic.routes) {
                route.sender().open(traffic);
                route.readers().get(0).open(traffic);
            }
        });
        traffic.await("sessions", () -> traffic.present == 2 * pairs);
        traffic.perform(() -> traffic.routes.forEach(KonsilRoute::found));
        traffic.await("conversations", () -> traffic.routes.stream().allMatch(KonsilRoute::isFounded));
        return traffic;
    }

    /** Puts so many further messages of each pair in line, and returns. */
    public void send(int each) {
        perform(() -> {
            for (KonsilRoute route : routes) {
                fill(route, each);
                next(route.sender());
            }
        });
    }

    /** Each sender has something to write until {@link #ebb}: whatever happens meanwhile happens among the sends. */
    public void flow() {
        perform(() -> {
            flowing = true;
            waiting.keySet().forEach(this::next);
        });
    }

    /** Nothing further is put in line; returns how many messages were, in all. */
    public long ebb() throws InterruptedException {
        CompletableFuture<Long> all = new CompletableFuture<>();
        perform(() -> {
            flowing = false;
            all.complete(begun);
        });
        await("an end of the flow", all::isDone);
        return all.join();
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /** Returns once something was refused for this reason, be it a message or a connection. */
    public void awaitRefused(String why) throws InterruptedException {
        await("refused with " + why, () -> refusals().containsKey(why));
    }

    /** Why messages or connections were refused so far, with how often. */
    public Map<String, Integer> refusals() {
        synchronized (refusals) {
            return new TreeMap<>(refusals);
        }
    }

    public void awaitAcknowledged(long count) throws InterruptedException {
        await(count + " acknowledged", () -> acknowledged.get() >= count);
    }

    /** Returns when all that was put in line is acknowledged and shown; then says what became of it. */
    public Verdict awaitAll(long count) throws InterruptedException {
        awaitAcknowledged(count);
        awaitShown();
        return ledger.verdict();
    }

    /** Returns when all that was acknowledged so far is shown. */
    public void awaitShown() throws InterruptedException {
        await("shown", () -> ledger.missing() == 0);
    }

    /** Returns when nobody has a session any more. */
    public void awaitAbsent() throws InterruptedException {
        await("absent", () -> present == 0);
    }

    /** How many connections have ended so far that nobody here ended. */
    public int breaks() {
        return breaks.get();
    }

    public Verdict verdict() {
        return ledger.verdict();
    }

    /** The readers stop reading; their connections stand. */
    public void freezeReaders() {
        perform(() -> readers().forEach(KonsilStation::freeze));
    }

    /** The readers are gone without a goodbye, and stay away. */
    public void loseReaders() {
        perform(() -> {
            for (KonsilStation reader : readers()) {
                held.add(reader);
                attending.remove(reader);
                reader.vanish();
            }
        });
    }

    /** Everybody gets a new token, for what takes long: with one that is over nobody comes back. */
    public void signInAgain() throws InterruptedException {
        devices.signIn();
    }

    public void returnReaders() throws InterruptedException {
        signInAgain();
        perform(() -> {
            for (KonsilStation reader : readers()) {
                held.remove(reader);
                reader.open(this);
            }
        });
    }

    private List<KonsilStation> readers() {
        return routes.stream()
                .map(route -> (KonsilStation) route.readers().get(0))
                .toList();
    }

    private void perform(Act act) {
        acts.add(act);
    }

    private void await(String what, BooleanSupplier isSo) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isSo.getAsBoolean()) {
            if (failure.get() != null) {
                throw new AssertionError("the traffic broke off", failure.get());
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("not " + what + " after " + PATIENCE_SECONDS + " s; "
                        + ledger.verdict().line() + "; refused: " + refusals());
            }
            Thread.sleep(20);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                for (Act act = acts.poll(); act != null; act = acts.poll()) {
                    act.perform();
                }
                reopen();
                loop.turn(TICK);
            }
        } catch (IOException | RuntimeException broken) {
            failure.set(broken);
        }
    }

    private void reopen() throws IOException {
        long now = System.nanoTime();
        for (Station station : List.copyOf(reopenAt.keySet())) {
            if (now - reopenAt.get(station) >= 0) {
                reopenAt.remove(station);
                station.open(this);
            }
        }
    }

    private void fill(KonsilRoute route, int parcels) {
        waiting.get(route.sender()).addAll(route.seal(parcels));
        begun += parcels;
    }

    private void next(Station sender) {
        if (attending.contains(sender) && !underWay.containsKey(sender)) {
            if (flowing && waiting.get(sender).isEmpty()) {
                routes.stream().filter(route -> route.sender().equals(sender)).forEach(route -> fill(route, SOME));
            }
            Parcel parcel = waiting.get(sender).poll();
            if (parcel != null) {
                underWay.put(sender, parcel);
                ledger.sent(parcel.route().conversation(), sender.id(), parcel.id(), parcel.digest());
                sender.submit(parcel);
            }
        }
    }

    @Override
    public void connected(Station station) {
        station.attend();
    }

    @Override
    public void attending(Station station) {
        attending.add(station);
        present = attending.size();
        Parcel unanswered = underWay.get(station);
        if (unanswered != null) {
            station.submit(unanswered);
        } else if (waiting.containsKey(station)) {
            next(station);
        }
    }

    @Override
    public void accepted(Parcel parcel) {
        ledger.acknowledged(parcel.id());
        acknowledged.incrementAndGet();
        Station sender = parcel.route().sender();
        underWay.remove(sender);
        next(sender);
    }

    @Override
    public void shown(Station reader, UUID conversation, UUID message, int digest) {
        ledger.shown(reader.id(), conversation, message, digest);
        shown.incrementAndGet();
    }

    @Override
    public void delivered(Parcel parcel) {
        // the ledger asks the readers themselves
    }

    @Override
    public void refused(Parcel parcel, String why) {
        note(why);
        again(parcel.route().sender());
    }

    @Override
    public void failed(Station station, String why) {
        if (why.startsWith(PROBLEM)) {
            note(why);
        }
        again(station);
    }

    private void note(String why) {
        synchronized (refusals) {
            refusals.merge(why, 1, Integer::sum);
        }
    }

    private void again(Station station) {
        breaks.incrementAndGet();
        attending.remove(station);
        present = attending.size();
        station.close();
        if (!held.contains(station)) {
            reopenAt.put(station, System.nanoTime() + PAUSE);
        }
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopped = true;
        thread.join();
        loop.close();
    }
}
