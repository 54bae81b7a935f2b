package org.konsil.client;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.Shelf;
import org.konsil.client.storage.StoreSecret;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.Delivery;
import org.konsil.client.transport.HospitalServer;
import org.konsil.client.transport.Wire;

/** A device of a test: its folder, and sessions over whatever wire. */
final class Wired implements AutoCloseable {

    final OwnDevice self;
    private final Path folder;
    private final Wire.Maker wires;
    private final X509Certificate root;
    private final Supplier<byte[]> revocationList;
    private final SetClock clock = new SetClock();
    private SealedStore store;
    private URI files = URI.create("https://" + Delivery.HOST);

    Wired(Path folder, OwnDevice self, Wire.Maker wires, X509Certificate root, Supplier<byte[]> revocationList) {
        this.folder = folder;
        this.self = self;
        this.wires = wires;
        this.root = root;
        this.revocationList = revocationList;
        SealedStore.makeFolder(folder);
        StoreSecret.makeKey(folder.resolve("store.key"));
        this.store = openStore();
    }

    static Wired of(Path folder, OwnDevice self, Clinic clinic, Delivery delivery) {
        delivery.know(self);
        return new Wired(folder, self, delivery.wires(), clinic.root(), clinic::revocationList);
    }

    KonsilSession connect() {
        return KonsilSession.open(
                store,
                self,
                new Surroundings(
                        wires,
                        Delivery.HOST,
                        fresh -> Delivery.TOKEN,
                        revocationList,
                        new HospitalServer(files, root).attachments(fresh -> Delivery.TOKEN),
                        root,
                        Clinic.DOMAIN,
                        clock));
    }

    /** Its clock goes on by so much. */
    void move(Duration by) {
        clock.now = clock.now.plus(by);
    }

    /** Stands still until it is moved. */
    private static final class SetClock extends Clock {

        private Instant now = Clinic.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Where attachments lie. */
    Wired filesAt(URI address) {
        files = address;
        return this;
    }

    /** The bytes that the store writes while this is done. */
    long written(Runnable deed) {
        long before = store.writtenBytes();
        deed.run();
        return store.writtenBytes() - before;
    }

    /** The epochs of the device's groups with their secrets, as they are stored; for {@link UsedKeys}. */
    List<byte[]> epochs() {
        return store.all("conversation").keySet().stream()
                .map(id -> store.all("group/" + id).get("group"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Puts a record in the place of another, as a forger may with their own device. */
    <T> void forge(String shelf, Class<T> type, String id, T record) {
        store.write(List.of(new Shelf<>(store, shelf, type).put(id, record)));
    }

    Path folder() {
        return folder;
    }

    /** As a new start of the program. */
    void reopen() {
        store.close();
        store = openStore();
    }

    private SealedStore openStore() {
        return SealedStore.open(folder, StoreSecret.keyIn(folder.resolve("store.key")));
    }

    @Override
    public void close() {
        store.close();
    }
}
