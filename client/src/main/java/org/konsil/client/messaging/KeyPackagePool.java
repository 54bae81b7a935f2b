package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.konsil.client.storage.Change;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.welcome.Welcome;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.KeyPackageSupply;
import org.konsil.protocol.socket.PublishKeyPackages;

/** Keeps the server supplied with key packages of this device, and finds the one that a Welcome was made for. */
final class KeyPackagePool {

    private static final String SHELF = "key-package";
    private static final int BATCH = 50;
    private static final int LOW = 20;
    private static final Duration LIFE = Duration.ofDays(28);
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);

    private final Desk desk;
    private final Asking server;
    private final Clock clock;

    /** A key package that somebody used, and the change by which it is forgotten; a last resort is kept. */
    record Used(OwnKeyPackage keyPackage, List<Change> forgetting) {}

    KeyPackagePool(Desk desk, Asking server, Clock clock) {
        this.desk = desk;
        this.server = server;
        this.clock = clock;
    }

    /** Fills the pool if it runs low. The secrets are kept before anybody can use the packages. */
    void refill(KeyPackageSupply supply) {
        int count = supply.getLeft() < LOW ? BATCH : 0;
        boolean lastResort = !supply.getHasLastResort();
        if (count == 0 && !lastResort) {
            return;
        }
        PublishKeyPackages.Builder published = PublishKeyPackages.newBuilder();
        List<Change> kept = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            published.addKeyPackages(make(false, kept));
        }
        if (lastResort) {
            published.setLastResort(make(true, kept));
        }
        desk.write(kept);
        server.ask(ClientFrame.newBuilder().setPublishKeyPackages(published));
    }

    private ByteString make(boolean lastResort, List<Change> kept) {
        try (OwnKeyPackage own = desk.identity().newKeyPackage(lifetime());
                MlsWriter writer = new MlsWriter()) {
            byte[] form = writer.u8(lastResort ? 1 : 0).struct(own).toByteArray();
            kept.add(new Change(SHELF, name(own.keyPackage().reference()), form));
            return ByteString.copyFrom(MlsMessage.of(own.keyPackage()).encode());
        }
    }

    /** Four weeks, and never longer than the certificate. */
    private Lifetime lifetime() {
        Instant now = clock.instant();
        Instant certified = desk.self.certificate().notAfter();
        Instant end = now.plus(LIFE);
        return Lifetime.of(now.minus(CLOCK_SLACK), end.isBefore(certified) ? end : certified);
    }

    /** The package that this Welcome was made for, if it was one of ours. */
    Optional<Used> find(Welcome welcome) {
        for (Welcome.EncryptedGroupSecrets secrets : welcome.secrets()) {
            String name = name(secrets.newMember());
            Optional<byte[]> found = desk.findRaw(SHELF, name);
            if (found.isPresent()) {
                return Optional.of(read(name, found.get()));
            }
        }
        return Optional.empty();
    }

    private static Used read(String name, byte[] form) {
        try {
            return MlsReader.readAll(form, reader -> {
                boolean lastResort = reader.u8() == 1;
                OwnKeyPackage own = OwnKeyPackage.read(reader);
                return new Used(own, lastResort ? List.of() : List.of(new Change(SHELF, name, null)));
            });
        } finally {
            Arrays.fill(form, (byte) 0);
        }
    }

    private static String name(Bytes reference) {
        return HexFormat.of().formatHex(reference.toArray());
    }
}
