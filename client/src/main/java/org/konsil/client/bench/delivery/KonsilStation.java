package org.konsil.client.bench.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.ca.CertifiedDevice;
import org.konsil.client.bench.load.Link;
import org.konsil.client.bench.load.WebSocketFrames;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.Acknowledge;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.Heartbeat;
import org.konsil.protocol.socket.Hello;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionProof;
import org.konsil.protocol.socket.SubmitMessage;

/**
 * A device of ours as the server sees one (docs/protocol/socket.md): it acknowledges all that it was brought in one go, and shows nothing
 * twice, since its cursor survives its connections. It keeps no store and opens nothing.
 */
public final class KonsilStation implements Station, WebSocketFrames.Listener {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KonsilDoor door;
    private final CertifiedDevice device;
    private final Map<UUID, Log> logs = new HashMap<>();
    private final Map<UUID, Long> unacknowledged = new HashMap<>();
    private final Map<Long, Consumer<ServerFrame>> asked = new HashMap<>();
    private final Set<UUID> own = new HashSet<>();
    private @Nullable Events events;
    private @Nullable WebSocketFrames frames;
    private @Nullable Link link;
    private @Nullable Challenge challenge;
    private long requests;
    private int acknowledging;

    /** Nothing happens yet. */
    public KonsilStation(KonsilDoor door, CertifiedDevice device) {
        this.door = door;
        this.device = device;
    }

    CertifiedDevice device() {
        return device;
    }

    @Override
    public UUID id() {
        return device.id();
    }

    @Override
    public void open(Events told) throws IOException {
        events = told;
        requests = 0;
        asked.clear();
        unacknowledged.clear();
        acknowledging = 0;
        logs.values().forEach(Log::forgetUndelivered);
        challenge = null;
        WebSocketFrames socket = door.frames(this);
        frames = socket;
        link = door.connect(socket);
    }

    @Override
    public void attend() {
        Challenge current = Objects.requireNonNull(challenge);
        byte[] nonce = new byte[SessionProof.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        Instant at = door.clock().instant();
        try {
            String token = device.token();
            SessionProof proof = new SessionProof(
                    current.getHost(),
                    Bytes.of(current.getServerNonce().toByteArray()),
                    Bytes.of(nonce),
                    SessionProof.hashToken(token),
                    at);
            Hello.Builder hello = Hello.newBuilder()
                    .setAccessToken(token)
                    .setDeviceId(bytes(id()))
                    .setClientNonce(ByteString.copyFrom(nonce))
                    .setAtMillis(at.toEpochMilli())
                    .setSignature(ByteString.copyFrom(proof.sign(device.keys().getPrivate())))
                    .setBundles(true);
            ask(ClientFrame.newBuilder().setHello(hello), answer -> told().attending(this));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallationException("interrupted while signing in", e);
        }
    }

    /** Sends a frame; a refusal is a failure of the station. */
    void ask(ClientFrame.Builder frame, Consumer<ServerFrame> then) {
        send(frame, answer -> {
            if (answer.hasProblem()) {
                told().failed(this, answer.getProblem().getType());
            } else {
                then.accept(answer);
            }
        });
    }

    private void send(ClientFrame.Builder frame, Consumer<ServerFrame> then) {
        requests++;
        asked.put(requests, then);
        Objects.requireNonNull(frames)
                .send(
                        Objects.requireNonNull(link),
                        frame.setRequest(requests).build().toByteArray());
    }

    @Override
    public void submit(Parcel parcel) {
        UUID conversation = parcel.route().conversation();
        own.add(parcel.id());
        SubmitMessage.Builder message = SubmitMessage.newBuilder()
                .setConversationId(bytes(conversation))
                .setMessageId(bytes(parcel.id()))
                .setMessage(ByteString.copyFrom(parcel.sealed()));
        send(ClientFrame.newBuilder().setSubmitMessage(message), answer -> {
            if (answer.hasAccepted()) {
                told().accepted(parcel);
                log(conversation).waits(answer.getAccepted().getSeq(), parcel, told());
            } else {
                told().refused(parcel, answer.getProblem().getType());
            }
        });
    }

    @Override
    public void stayAlive() {
        ask(ClientFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()), answer -> {});
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }

    /** Reads no more while the connection stands, as if the device had frozen. */
    public void freeze() {
        Objects.requireNonNull(link).read(false);
    }

    /** Is gone without a goodbye. */
    public void vanish() throws IOException {
        Objects.requireNonNull(link).reset();
    }

    @Override
    public void message(Link from, byte[] bytes) {
        try {
            ServerFrame frame = ServerFrame.parseFrom(bytes);
            if (frame.hasBundle()) {
                for (ByteString one : frame.getBundle().getFramesList()) {
                    take(ServerFrame.parseFrom(one));
                }
            } else {
                take(frame);
            }
        } catch (InvalidProtocolBufferException malformed) {
            told().failed(this, "the server sent no frame");
        }
    }

    private void take(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case CHALLENGE -> {
                challenge = frame.getChallenge();
                told().connected(this);
            }
            case ENVELOPE -> take(frame.getEnvelope());
            case DELIVERED ->
                log(uuid(frame.getDelivered().getConversationId()))
                        .delivered(frame.getDelivered().getSeq(), told());
            default -> answered(frame);
        }
    }

    private void answered(ServerFrame frame) {
        Consumer<ServerFrame> then = asked.remove(frame.getRequest());
        if (then == null) {
            told().failed(this, "an answer to nothing: " + frame.getBodyCase());
        } else {
            then.accept(frame);
        }
    }

    private void take(Envelope envelope) {
        UUID conversation = uuid(envelope.getConversationId());
        unacknowledged.merge(conversation, envelope.getSeq(), Math::max);
        UUID message = uuid(envelope.getMessageId());
        // Its own come back to it like everybody's, and are shown to nobody anew.
        if (log(conversation).isNew(envelope.getSeq()) && envelope.hasMessage() && !own.remove(message)) {
            told().shown(
                            this,
                            conversation,
                            message,
                            Parcel.digest(envelope.getMessage().asReadOnlyByteBuffer()));
        }
    }

    @Override
    public void pause(Link from) {
        // The next ones wait until these are answered: more than 64 open requests are a defect of the device.
        if (acknowledging > 0) {
            return;
        }
        Map<UUID, Long> now = Map.copyOf(unacknowledged);
        unacknowledged.clear();
        acknowledging = now.size();
        now.forEach((conversation, seq) -> ask(
                ClientFrame.newBuilder()
                        .setAcknowledge(Acknowledge.newBuilder()
                                .setConversationId(bytes(conversation))
                                .setSeq(seq)),
                answer -> {
                    acknowledging--;
                    pause(from);
                }));
    }

    @Override
    public void closed(Link from, int code, String why) {
        told().failed(this, why + (code == 0 ? "" : " with " + code));
    }

    private Log log(UUID conversation) {
        return logs.computeIfAbsent(conversation, unused -> new Log());
    }

    private Events told() {
        return Objects.requireNonNull(events);
    }

    static ByteString bytes(UUID id) {
        return ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static UUID uuid(ByteString bytes) {
        ByteBuffer halves = bytes.asReadOnlyByteBuffer();
        return new UUID(halves.getLong(), halves.getLong());
    }
}
