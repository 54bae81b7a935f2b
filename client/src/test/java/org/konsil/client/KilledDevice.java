package org.konsil.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.konsil.client.failure.LockedException;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.messaging.Message;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.TcpWire;
import org.konsil.pki.Certificates;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.protocol.mls.codec.Bytes;

/**
 * The device that is killed: a process of its own, which begins a conversation if it has none, sends numbered texts, lets somebody in and
 * puts them out in between, shows what comes, and ends when it has sent the last. It goes on from its store alone.
 */
final class KilledDevice {

    static final int MESSAGES = 12;

    /** How the names of files begin that hold the secrets of epochs. */
    static final String EPOCHS = "epochs-";

    private KilledDevice() {}

    /** Arguments: folder, port, ids of the one it writes to and of the one it lets in and puts out. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        UUID other = UUID.fromString(arguments[2]);
        UUID guest = UUID.fromString(arguments[3]);
        OwnDevice self = read(folder);
        try (Wired device = new Wired(
                folder,
                self,
                TcpWire.to(Integer.parseInt(arguments[1])),
                Certificates.parse(Files.readAllBytes(folder.resolve("root"))),
                () -> bytes(folder.resolve("list")))) {
            // What was sealed last, before the kill, was sealed in one of these epochs.
            tell(device);
            run(device, other, guest);
        }
    }

    private static void run(Wired device, UUID other, UUID guest) throws IOException {
        try (KonsilSession session = device.connect()) {
            UUID group = session.conversations().stream()
                    .findFirst()
                    .map(one -> one.id())
                    .orElseGet(() -> session.begin(List.of(other)));
            for (long next = sent(session, group) + 1; next <= MESSAGES; next++) {
                if (next % 4 == 0) {
                    turn(session, group, guest);
                }
                session.send(group, "own " + next);
                tell(device);
                show(session);
            }
            while (session.messages(group).stream()
                    .noneMatch(message -> message.text().equals("last"))) {
                session.awaitNews(Duration.ofMillis(200));
            }
            show(session);
        }
    }

    /** Leaves the secrets of the device's epochs for the test, whole or not at all. */
    private static void tell(Wired device) throws IOException {
        for (byte[] epochs : device.epochs()) {
            Path written = Files.write(device.folder().resolve("telling"), epochs);
            Files.move(written, device.folder().resolve(EPOCHS + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** How many texts are kept; each is sent, now or in the next life. */
    private static long sent(KonsilSession session, UUID group) {
        return session.messages(group).stream().filter(Message::own).count();
    }

    /** What the life before has begun comes first. */
    private static void turn(KonsilSession session, UUID group, UUID guest) {
        while (true) {
            try {
                turnNow(session, group, guest);
                return;
            } catch (LockedException pending) {
                session.awaitNews(Duration.ofMillis(200));
            }
        }
    }

    private static void turnNow(KonsilSession session, UUID group, UUID guest) {
        boolean there =
                session.members(group).stream().anyMatch(member -> member.user().equals(guest));
        if (there) {
            session.remove(group, guest);
        } else {
            session.add(group, guest);
        }
    }

    private static void show(KonsilSession session) {
        List<Message> fresh = session.unshown();
        fresh.forEach(message -> System.out.println("shown " + message.text()));
        System.out.flush();
        session.markShown(fresh);
    }

    /** Writes what the process needs of a device. */
    static void write(Path folder, OwnDevice device, Clinic clinic) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("key"), device.keys().getPrivate().getEncoded());
        Files.write(folder.resolve("leaf"), device.chain().get(0).toArray());
        Files.write(folder.resolve("ca"), device.chain().get(1).toArray());
        Files.write(folder.resolve("root"), Certificates.der(clinic.root()));
        Files.write(folder.resolve("list"), clinic.revocationList());
    }

    private static OwnDevice read(Path folder) throws Exception {
        List<byte[]> chain = List.of(bytes(folder.resolve("leaf")), bytes(folder.resolve("ca")));
        DeviceChainValidator validator =
                new DeviceChainValidator(Certificates.parse(bytes(folder.resolve("root"))), Clinic.DOMAIN);
        KeyPair keys = new KeyPair(
                Certificates.parse(chain.get(0)).getPublicKey(),
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(folder.resolve("key")))));
        return new OwnDevice(keys, chain.stream().map(Bytes::of).toList(), validator.validate(chain, Clinic.NOW));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
