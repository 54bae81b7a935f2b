package org.konsil.client;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.messaging.Asking;
import org.konsil.client.transport.Connection;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.Heartbeat;
import org.konsil.protocol.socket.Hello;
import org.konsil.protocol.socket.Problem;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionOpened;
import org.konsil.protocol.socket.SessionProof;

/** The open connection of a session: proves who the device is, again before its time is up, and shows that it lives. */
final class SessionLink implements Asking, AutoCloseable {

    private static final Duration HEARTBEAT_AFTER = Duration.ofSeconds(30);
    private static final Duration RENEWAL_MARGIN = Duration.ofSeconds(60);
    private static final int UNAUTHORISED = 401;

    private final SecureRandom random = new SecureRandom();
    private final OwnDevice self;
    private final Surroundings around;
    private @Nullable Connection connection;
    private Challenge challenge = Challenge.getDefaultInstance();
    private Instant until = Instant.MIN;

    SessionLink(OwnDevice self, Surroundings around) {
        this.self = self;
        this.around = around;
    }

    boolean isOpen() {
        return connection != null && connection.isOpen();
    }

    /** Opens a session; what the server says of itself and of this device. */
    SessionOpened open() {
        close();
        Connection opened = new Connection(around.wires());
        try {
            connection = opened;
            challenge = opened.challenge();
            return prove(false);
        } catch (RefusedException refused) {
            opened.close();
            if (refused.status() != UNAUTHORISED) {
                throw refused;
            }
            return openWithFreshToken();
        }
    }

    /** A token may have been withdrawn before its time. */
    private SessionOpened openWithFreshToken() {
        Connection opened = new Connection(around.wires());
        connection = opened;
        challenge = opened.challenge();
        return prove(true);
    }

    private SessionOpened prove(boolean freshToken) {
        if (!challenge.getHost().equals(around.host())) {
            throw new TamperedException("challenge-of-another-host");
        }
        SessionOpened opened = ask(ClientFrame.newBuilder()
                        .setHello(hello(around.token().apply(freshToken))))
                .getSessionOpened();
        challenge = opened.getNextChallenge();
        until = Instant.ofEpochMilli(opened.getExpiresAtMillis());
        return opened;
    }

    /** docs/protocol/labels.md, "Konsil session 1". */
    private Hello hello(String token) {
        byte[] nonce = new byte[SessionProof.NONCE_BYTES];
        random.nextBytes(nonce);
        if (challenge.getServerNonce().size() != SessionProof.NONCE_BYTES) {
            throw new TamperedException("challenge-malformed");
        }
        Instant at = Instant.ofEpochMilli(around.clock().millis());
        SessionProof proof = new SessionProof(
                around.host(),
                Bytes.of(challenge.getServerNonce().toByteArray()),
                Bytes.of(nonce),
                SessionProof.hashToken(token),
                at);
        return Hello.newBuilder()
                .setAccessToken(token)
                .setDeviceId(bytes(self.device()))
                .setClientNonce(ByteString.copyFrom(nonce))
                .setAtMillis(at.toEpochMilli())
                .setSignature(ByteString.copyFrom(proof.sign(self.keys().getPrivate())))
                .setBundles(true)
                .build();
    }

    /** Does what time demands. */
    void tend() {
        if (around.clock().instant().isAfter(until.minus(RENEWAL_MARGIN))) {
            prove(true);
        } else if (require().silence().compareTo(HEARTBEAT_AFTER) > 0) {
            heartbeat();
        }
    }

    /** Returns once the server has seen everything that was sent before. */
    private void heartbeat() {
        ask(ClientFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()));
    }

    Optional<ServerFrame> next(Duration patience) {
        return require().next(patience);
    }

    @Override
    public ServerFrame ask(ClientFrame.Builder frame) {
        return require().ask(frame);
    }

    @Override
    public ServerFrame askAnything(ClientFrame.Builder frame) {
        return require().askAnything(frame);
    }

    @Override
    public RefusedException refusal(Problem problem) {
        return Connection.refusal(problem);
    }

    private Connection require() {
        if (connection == null) {
            throw new OfflineException("connection-closed");
        }
        return connection;
    }

    private static ByteString bytes(UUID id) {
        return ByteString.copyFrom(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
