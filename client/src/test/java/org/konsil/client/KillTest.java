package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.messaging.Message;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.Delivery;
import org.konsil.client.testing.TcpWire;
import org.konsil.client.transport.Wire;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.ClientFrame;

@DisplayName(
        "C1, C2 a device that is killed with -9 at any point goes on: nothing lost, nothing twice, no key used twice")
class KillTest {

    private static final int LIVES = 4;
    private static final int FRAMES = 30;
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Clinic clinic = new Clinic();
    private final Delivery delivery = new Delivery();
    private final OwnDevice anna = clinic.device(UUID.randomUUID());
    private final OwnDevice ben = clinic.device(UUID.randomUUID());
    private final OwnDevice guest = clinic.device(UUID.randomUUID());
    private final List<Bytes> submitted = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    static LongStream seeds() {
        if (System.getProperty("konsil.seed") != null) {
            return LongStream.of(Long.getLong("konsil.seed"));
        }
        // In 17 the device is killed before the server hears of its conversation; in 7 it says everything before its
        // last kill.
        return Boolean.getBoolean("konsil.full") ? LongStream.rangeClosed(1, 20) : LongStream.of(7, 17);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void goesOn(long seed) throws Exception {
        Random random = new Random(seed);
        delivery.know(anna);
        KilledDevice.write(folder.resolve("anna"), anna, clinic);
        try (Wired bens = Wired.of(folder.resolve("ben"), ben, clinic, delivery);
                Wired guests = Wired.of(folder.resolve("guest"), guest, clinic, delivery);
                KonsilSession hers = bens.connect();
                KonsilSession unused = guests.connect();
                Door door = new Door()) {
            for (int life = 1; life <= LIVES; life++) {
                door.killAfter(1 + random.nextInt(FRAMES), random.nextInt(3) == 0);
                Process process = start(door.port(), life);
                door.guard(process);
                door.awaitDeath(process, () -> {
                    read(hers);
                    return texts(hers).contains("own " + KilledDevice.MESSAGES);
                });
                answer(hers, "ben " + life);
            }
            door.killAfter(Integer.MAX_VALUE, false);
            Process last = start(door.port(), LIVES + 1);
            until(() -> texts(hers).contains("own " + KilledDevice.MESSAGES), hers);
            answer(hers, "last");
            end(last);
            assertThat(last.exitValue()).as(() -> log(LIVES + 1)).isZero();
            read(hers);
            check(hers);
        }
    }

    private void check(KonsilSession bens) throws IOException {
        usedKeys().requireEachOnce(submitted.stream());
        List<String> wanted = IntStream.rangeClosed(1, KilledDevice.MESSAGES)
                .mapToObj(at -> "own " + at)
                .toList();
        assertThat(texts(bens).stream().filter(text -> text.startsWith("own"))).containsExactlyElementsOf(wanted);
        assertThat(texts(bens)).doesNotContain("message-missing", "message-unreadable", "conversation-lost");
        List<String> own = bens.messages(group(bens)).stream()
                .filter(Message::own)
                .map(Message::text)
                .toList();
        List<String> shown = shown();
        assertThat(shown.stream().distinct().filter(text -> !text.startsWith("conversation")))
                .as("what Ben said is shown, in its order")
                .containsExactlyElementsOf(own);
    }

    private UsedKeys usedKeys() throws IOException {
        UsedKeys keys = new UsedKeys();
        try (DirectoryStream<Path> told = Files.newDirectoryStream(folder.resolve("anna"), KilledDevice.EPOCHS + "*")) {
            for (Path epochs : told) {
                keys.learn(Files.readAllBytes(epochs));
            }
        }
        return keys;
    }

    private static void answer(KonsilSession bens, String text) {
        read(bens);
        bens.conversations().stream().findFirst().ifPresent(one -> bens.send(one.id(), text));
    }

    private static void read(KonsilSession session) {
        while (session.awaitNews(Duration.ofMillis(100))) {
            session.conversations();
        }
    }

    private static UUID group(KonsilSession session) {
        return session.conversations().iterator().next().id();
    }

    private static List<String> texts(KonsilSession session) {
        return session.conversations().stream()
                .flatMap(one -> session.messages(one.id()).stream())
                .map(Message::text)
                .toList();
    }

    private void until(BooleanSupplier isSo, KonsilSession session) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + texts(session) + log(LIVES + 1));
            }
            session.awaitNews(Duration.ofMillis(200));
        }
    }

    private Process start(int port, int life) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDevice.class.getName(),
                        folder.resolve("anna").toString(),
                        Integer.toString(port),
                        ben.user().toString(),
                        guest.user().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log" + life).toFile())
                .start();
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the device does not end");
        }
    }

    private List<String> shown() throws IOException {
        List<String> shown = new ArrayList<>();
        for (int life = 1; life <= LIVES + 1; life++) {
            try (Stream<String> lines = Files.lines(folder.resolve("log" + life))) {
                lines.filter(line -> line.startsWith("shown "))
                        .map(line -> line.substring("shown ".length()))
                        .forEach(shown::add);
            }
        }
        return shown;
    }

    private String log(int life) {
        try {
            return Files.readString(folder.resolve("log" + life));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the device comes in; after so many frames it is killed, before the last one or after it took effect. */
    private final class Door implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        private volatile boolean before;
        private volatile long lastFrame;
        private volatile Process victim;

        Door() throws IOException {
            Thread doorman = new Thread(this::open);
            doorman.setDaemon(true);
            doorman.start();
        }

        int port() {
            return server.getLocalPort();
        }

        void killAfter(int frames, boolean beforeTheLast) {
            left.set(frames);
            before = beforeTheLast;
            victim = null;
        }

        void guard(Process process) {
            victim = process;
            if (left.get() <= 0) {
                process.destroyForcibly();
            }
        }

        /** Who has said everything before its last frame is killed as well, once it has been silent for a while. */
        void awaitDeath(Process process, BooleanSupplier saidEverything) throws InterruptedException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - lastFrame > SILENCE.toNanos() && saidEverything.getAsBoolean()) {
                    process.destroyForcibly();
                } else if (System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new AssertionError("the device does not end");
                }
            }
        }

        private void open() {
            try {
                while (true) {
                    serve(server.accept());
                }
            } catch (IOException over) {
                assertThat(server.isClosed()).isTrue();
            }
        }

        private void serve(Socket socket) throws IOException {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            Delivery.Session session = delivery.new Session(new Delivery.Outlet() {
                @Override
                public synchronized void send(byte[] message) {
                    try {
                        TcpWire.send(out, message);
                    } catch (IOException gone) {
                        close(0); // The device was killed; what it did not get comes again.
                    }
                }

                @Override
                public void close(int code) {
                    Door.close(socket);
                }
            });
            session.start();
            TcpWire.listen(socket, new Wire.Listener() {
                @Override
                public void received(byte[] message) {
                    note(message);
                    lastFrame = System.nanoTime();
                    int nth = left.decrementAndGet();
                    if (nth > 0 || nth == 0 && !before) {
                        session.hear(message);
                    }
                    if (nth <= 0 && victim != null) {
                        victim.destroyForcibly();
                    }
                }

                @Override
                public void closed(int code) {
                    session.end();
                }
            });
        }

        /** What left the device is used, also if it never took effect. */
        private void note(byte[] message) {
            try {
                ClientFrame frame = ClientFrame.parseFrom(message);
                if (frame.hasSubmitMessage()) {
                    submitted.add(Bytes.of(frame.getSubmitMessage().getMessage().toByteArray()));
                }
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
