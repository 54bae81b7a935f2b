package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.ledger.DeliveryLedger;
import org.konsil.client.bench.ledger.Verdict;
import org.konsil.client.bench.load.Loop;
import org.konsil.client.installation.layout.InstallationException;

/** One run against one server: its stations, what happens at them, and the ledger of it. */
final class Course implements Station.Events {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int AT_ONCE = 16;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Loop loop;
    private final DeliveryLedger ledger = new DeliveryLedger();
    private final Set<Station> connected = new HashSet<>();
    private final Set<Station> attending = new HashSet<>();
    private final Set<UUID> conversations = new HashSet<>();
    private final Map<UUID, Parcel> underWay = new HashMap<>();
    private Times times = new Times();
    private Consumer<Parcel> afterReceipt = parcel -> {};
    private @Nullable String failure;
    private long accepted;
    private long shown;
    private long receipts;

    Course(Loop loop) {
        this.loop = loop;
    }

    /** Connects all of these, a few at a time, and lets the server bring what it has: whoever says nothing for five seconds is closed. */
    void attend(Collection<Station> stations) throws IOException {
        List<Station> all = List.copyOf(stations);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Station> few = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            open(few);
            bring(few);
        }
    }

    /** Connects, and stops before the server brings anything. */
    void open(Collection<Station> stations) throws IOException {
        for (Station station : stations) {
            station.open(this);
        }
        await("connections", () -> connected.containsAll(stations));
    }

    void bring(Collection<Station> stations) throws IOException {
        stations.forEach(Station::attend);
        await("sessions", () -> attending.containsAll(stations));
    }

    void close(Collection<Station> stations) {
        stations.forEach(station -> {
            station.close();
            connected.remove(station);
            attending.remove(station);
        });
    }

    void expect(List<Route> routes) {
        for (Route route : routes) {
            conversations.add(route.conversation());
            ledger.expect(
                    route.conversation(),
                    route.readers().stream().map(Station::id).toList());
        }
    }

    /** From now on latencies are collected anew. */
    void forgetTimes() {
        times = new Times();
    }

    Times times() {
        return times;
    }

    void afterReceipt(Consumer<Parcel> next) {
        afterReceipt = next;
    }

    void submit(Parcel parcel, long dueNanos) {
        parcel.due(dueNanos);
        underWay.put(parcel.id(), parcel);
        Route route = parcel.route();
        ledger.sent(route.conversation(), route.sender().id(), parcel.id(), parcel.digest());
        route.sender().submit(parcel);
    }

    long acceptedCount() {
        return accepted;
    }

    long shownCount() {
        return shown;
    }

    long receiptCount() {
        return receipts;
    }

    /** Handles what comes until it is so; nothing at all for two minutes is a failure. */
    void await(String what, BooleanSupplier isSo) throws IOException {
        long progress = progress();
        long since = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            turn(TICK);
            if (progress() != progress) {
                progress = progress();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new InstallationException("nothing happens any more while waiting for " + what + "; "
                        + ledger.verdict().line());
            }
        }
    }

    void turn(long waitNanos) throws IOException {
        loop.turn(waitNanos);
        if (failure != null) {
            throw new InstallationException("the run broke off: " + failure);
        }
    }

    private long progress() {
        return accepted + shown + receipts + connected.size() + attending.size();
    }

    /** The account of the run; if it is ours and not clean, it fails. */
    Verdict verdict(Peer peer) {
        Verdict verdict = ledger.verdict();
        if (peer.mustBeClean() && !verdict.isClean()) {
            throw new InstallationException("the ledger is not clean: " + verdict.line());
        }
        return verdict;
    }

    @Override
    public void connected(Station station) {
        connected.add(station);
    }

    @Override
    public void attending(Station station) {
        attending.add(station);
    }

    @Override
    public void accepted(Parcel parcel) {
        accepted++;
        ledger.acknowledged(parcel.id());
        times.acknowledged(parcel.dueNanos());
    }

    @Override
    public void shown(Station reader, UUID conversation, UUID message, int digest) {
        if (!conversations.contains(conversation)) {
            return; // left over from a run before, whose ledger is closed
        }
        shown++;
        ledger.shown(reader.id(), conversation, message, digest);
        Parcel parcel = underWay.get(message);
        if (parcel != null) {
            times.shown(parcel.dueNanos());
        }
    }

    @Override
    public void delivered(Parcel parcel) {
        receipts++;
        underWay.remove(parcel.id());
        times.receipt(parcel.dueNanos());
        afterReceipt.accept(parcel);
    }

    @Override
    public void refused(Parcel parcel, String why) {
        failure = "a message was refused: " + why;
    }

    @Override
    public void failed(Station station, String why) {
        failure = "a station failed: " + why;
    }
}
