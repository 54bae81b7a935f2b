package org.konsil.client.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.PrivateKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.transport.Wire;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.Accepted;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClaimedKeyPackage;
import org.konsil.protocol.socket.ClaimedKeyPackages;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Conversations;
import org.konsil.protocol.socket.CurrentGroup;
import org.konsil.protocol.socket.Done;
import org.konsil.protocol.socket.Hello;
import org.konsil.protocol.socket.KeyPackageSupply;
import org.konsil.protocol.socket.People;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionOpened;
import org.konsil.protocol.socket.SessionProof;

/**
 * The delivery service of docs/protocol/socket.md in memory, so far as devices see it: logs with dense numbers, cursors, epochs, each
 * message id once. It believes nobody who does not prove their key. What it answers can be lost ({@link #losing}).
 */
public final class Delivery {

    public static final String HOST = "klinikum.example";
    public static final String TOKEN = "a-token-of-the-test";

    private final Map<UUID, OwnDevice> devices = new LinkedHashMap<>();
    private final Map<UUID, Deque<ByteString>> keyPackages = new HashMap<>();
    private final Map<UUID, ByteString> lastResorts = new HashMap<>();
    private final Map<UUID, ConversationLog> logs = new LinkedHashMap<>();
    private final Map<UUID, Session> sessions = new HashMap<>();
    private final List<ByteString> deliveryService = new ArrayList<>();
    private final List<ClientFrame> heard = new ArrayList<>();
    private Function<ClientFrame, Boolean> losing = frame -> false;
    private Predicate<ClientFrame> away = frame -> false;

    /** It tells each device that this key proposes removals. */
    public synchronized void serve(List<byte[]> chain) {
        chain.forEach(one -> deliveryService.add(ByteString.copyFrom(one)));
    }

    /** Proposes to remove a device, with this key; whoever is on line is told. */
    public synchronized void proposeRemoval(UUID conversation, OwnDevice device, PrivateKey key) {
        logs.get(conversation).propose(device.device(), key);
        sessions.forEach((id, session) -> logs.get(conversation).deliver(id, session::send));
    }

    /** The epoch that a conversation is in. */
    public synchronized long epoch(UUID conversation) {
        return logs.get(conversation).epoch();
    }

    /** Makes a device known. */
    public synchronized void know(OwnDevice device) {
        devices.put(device.device(), device);
    }

    /** After a frame for which this is true, and which took effect, the connection breaks without an answer. */
    public synchronized void losing(Function<ClientFrame, Boolean> what) {
        losing = what;
    }

    /** What is like this is answered with {@code temporarily-unavailable}, and not done. */
    public synchronized void away(Predicate<ClientFrame> what) {
        away = what;
    }

    /** The next so many messages do not come to this device. */
    public synchronized void leaveOut(OwnDevice device, int messages) {
        logs.values().forEach(log -> log.leaveOut(device.device(), messages));
    }

    /** Everything that devices sent. */
    public synchronized List<ClientFrame> heard() {
        return List.copyOf(heard);
    }

    /** Connections for devices of this process; each delivery is a call. */
    public Wire.Maker wires() {
        return listener -> {
            Session session = new Session(new Outlet() {
                @Override
                public void send(byte[] message) {
                    listener.received(message);
                }

                @Override
                public void close(int code) {
                    listener.closed(code);
                }
            });
            session.start();
            return new Wire() {
                @Override
                public void send(byte[] message) {
                    session.hear(message);
                }

                @Override
                public void close() {
                    session.end();
                }
            };
        };
    }

    /** Where a session's words go. */
    public interface Outlet {
        void send(byte[] message);

        void close(int code);
    }

    /** One connection. */
    public final class Session {

        private final Outlet outlet;
        private final Challenge challenge = Challenge.newBuilder()
                .setHost(HOST)
                .setServerNonce(ByteString.copyFrom(new byte[SessionProof.NONCE_BYTES]))
                .build();
        private OwnDevice device;
        private boolean over;

        public Session(Outlet outlet) {
            this.outlet = outlet;
        }

        public void start() {
            outlet.send(ServerFrame.newBuilder().setChallenge(challenge).build().toByteArray());
        }

        public void hear(byte[] message) {
            synchronized (Delivery.this) {
                if (over) {
                    return;
                }
                ClientFrame frame;
                try {
                    frame = ClientFrame.parseFrom(message);
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
                heard.add(frame);
                ServerFrame answer = away.test(frame) ? problem("temporarily-unavailable", 503) : answer(frame);
                if (losing.apply(frame)) {
                    end();
                    outlet.close(1006);
                    return;
                }
                send(answer.toBuilder().setRequest(frame.getRequest()).build());
                if (frame.hasHello() && answer.hasSessionOpened()) {
                    sessions.put(device.device(), this);
                    logs.values().forEach(log -> log.forget(device.device()));
                    logs.values().forEach(log -> log.deliver(device.device(), this::send));
                    logs.values().forEach(log -> log.tellDelivered(device.device(), this::send));
                }
            }
        }

        private ServerFrame answer(ClientFrame frame) {
            if (frame.hasHello()) {
                return hello(frame.getHello());
            }
            if (device == null) {
                throw new AssertionError("a frame before the session");
            }
            return switch (frame.getBodyCase()) {
                case PUBLISH_KEY_PACKAGES -> {
                    keyPackages
                            .computeIfAbsent(device.device(), key -> new ArrayDeque<>())
                            .addAll(frame.getPublishKeyPackages().getKeyPackagesList());
                    if (!frame.getPublishKeyPackages().getLastResort().isEmpty()) {
                        lastResorts.put(
                                device.device(), frame.getPublishKeyPackages().getLastResort());
                    }
                    yield ServerFrame.newBuilder().setKeyPackageSupply(supply()).build();
                }
                case CLAIM_KEY_PACKAGES ->
                    claim(Uuid.of(frame.getClaimKeyPackages().getUserId()));
                case FIND_PEOPLE ->
                    ServerFrame.newBuilder()
                            .setPeople(People.getDefaultInstance())
                            .build();
                case HEARTBEAT -> done();
                case ACKNOWLEDGE -> {
                    log(frame.getAcknowledge().getConversationId())
                            .acknowledge(device.device(), frame.getAcknowledge().getSeq());
                    yield done();
                }
                case CREATE_CONVERSATION -> {
                    UUID id = Uuid.of(frame.getCreateConversation().getConversationId());
                    if (logs.containsKey(id)) {
                        yield problem("conversation-exists", 409);
                    }
                    logs.put(id, new ConversationLog(id, frame.getCreateConversation(), device));
                    yield accepted(0, 0);
                }
                case FIND_CONVERSATIONS ->
                    ServerFrame.newBuilder()
                            .setConversations(Conversations.newBuilder()
                                    .addAllConversations(logs.values().stream()
                                            .map(log -> log.listed(uri(), device.device()))
                                            .flatMap(Optional::stream)
                                            .toList()))
                            .build();
                case FETCH_GROUP -> {
                    ConversationLog log = log(frame.getFetchGroup().getConversationId());
                    yield log.listed(uri(), device.device()).isEmpty()
                            ? problem("unknown-conversation", 404)
                            : ServerFrame.newBuilder()
                                    .setCurrentGroup(CurrentGroup.newBuilder().setGroupInfo(log.groupInfo()))
                                    .build();
                }
                case SUBMIT_COMMIT ->
                    changed(log(frame.getSubmitCommit().getConversationId()).commit(frame.getSubmitCommit()));
                case SUBMIT_MESSAGE ->
                    changed(log(frame.getSubmitMessage().getConversationId()).message(frame.getSubmitMessage()));
                default -> throw new AssertionError("unexpected " + frame.getBodyCase());
            };
        }

        private String uri() {
            return "im:" + device.user() + "@" + Clinic.DOMAIN;
        }

        private ServerFrame hello(Hello hello) {
            OwnDevice claimed = devices.get(Uuid.of(hello.getDeviceId()));
            SessionProof proof = new SessionProof(
                    HOST,
                    Bytes.of(challenge.getServerNonce().toByteArray()),
                    Bytes.of(hello.getClientNonce().toByteArray()),
                    SessionProof.hashToken(hello.getAccessToken()),
                    java.time.Instant.ofEpochMilli(hello.getAtMillis()));
            if (claimed == null
                    || !hello.getAccessToken().equals(TOKEN)
                    || !proof.isSignedBy(
                            claimed.certificate().publicKey(),
                            hello.getSignature().toByteArray())) {
                return problem("session-proof-refused", 403);
            }
            device = claimed;
            return ServerFrame.newBuilder()
                    .setSessionOpened(SessionOpened.newBuilder()
                            .setExpiresAtMillis(Clinic.NOW.plusSeconds(3600).toEpochMilli())
                            .setNextChallenge(challenge)
                            .addAllDeliveryService(deliveryService)
                            .setKeyPackages(supply()))
                    .build();
        }

        private KeyPackageSupply supply() {
            return KeyPackageSupply.newBuilder()
                    .setLeft(keyPackages
                            .getOrDefault(device.device(), new ArrayDeque<>())
                            .size())
                    .setHasLastResort(lastResorts.containsKey(device.device()))
                    .build();
        }

        private ServerFrame claim(UUID user) {
            ClaimedKeyPackages.Builder claimed = ClaimedKeyPackages.newBuilder();
            for (OwnDevice other : devices.values()) {
                Deque<ByteString> pool = keyPackages.getOrDefault(other.device(), new ArrayDeque<>());
                ByteString one = pool.isEmpty() ? lastResorts.get(other.device()) : pool.poll();
                if (other.user().equals(user) && !other.device().equals(device.device()) && one != null) {
                    claimed.addKeyPackages(ClaimedKeyPackage.newBuilder()
                            .setDeviceId(ByteString.copyFrom(Uuid.bytes(other.device())))
                            .setKeyPackage(one));
                }
            }
            return ServerFrame.newBuilder().setClaimedKeyPackages(claimed).build();
        }

        private ServerFrame changed(ServerFrame answer) {
            sessions.forEach((id, session) -> logs.values().forEach(log -> log.deliver(id, session::send)));
            return answer;
        }

        private void send(ServerFrame frame) {
            if (!over) {
                outlet.send(frame.toByteArray());
            }
        }

        public void end() {
            synchronized (Delivery.this) {
                over = true;
                if (device != null && sessions.remove(device.device(), this)) {
                    logs.values().forEach(log -> log.forget(device.device()));
                }
            }
        }
    }

    private ConversationLog log(ByteString id) {
        ConversationLog log = logs.get(Uuid.of(id));
        if (log == null) {
            throw new AssertionError("a conversation that nobody created");
        }
        return log;
    }

    private static ServerFrame done() {
        return ServerFrame.newBuilder().setDone(Done.getDefaultInstance()).build();
    }

    static ServerFrame accepted(long seq, long epoch) {
        return ServerFrame.newBuilder()
                .setAccepted(Accepted.newBuilder().setSeq(seq).setEpoch(epoch))
                .build();
    }

    static ServerFrame problem(String code, int status) {
        return ServerFrame.newBuilder()
                .setProblem(Problem.newBuilder()
                        .setType("urn:konsil:problem:" + code)
                        .setStatus(status))
                .build();
    }
}
