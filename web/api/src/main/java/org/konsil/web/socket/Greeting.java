package org.konsil.web.socket;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.socket.Challenge;
import org.konsil.protocol.socket.Hello;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionOpened;
import org.konsil.protocol.socket.SessionProof;
import org.konsil.server.device.SocketSettings;
import org.konsil.server.device.keypackages.KeyPackages;
import org.konsil.server.device.session.DeviceSession;
import org.konsil.server.device.session.SessionClaim;
import org.konsil.server.device.session.SessionOpening;
import org.konsil.server.messaging.signing.DeliveryKeys;

/** How a session begins and is renewed: the server's challenge, the device's hello. */
@ApplicationScoped
class Greeting {

    @Inject
    SocketSettings settings;

    @Inject
    SessionOpening sessions;

    @Inject
    KeyPackages keyPackages;

    @Inject
    DeliveryKeys keys;

    private final SecureRandom random = new SecureRandom();

    Challenge challenge() {
        byte[] nonce = new byte[SessionProof.NONCE_BYTES];
        random.nextBytes(nonce);
        return Challenge.newBuilder()
                .setServerNonce(ByteString.copyFrom(nonce))
                .setHost(settings.host())
                .build();
    }

    DeviceSession open(Hello hello, Challenge challenge) {
        SessionClaim claim = new SessionClaim(
                challenge.getHost(),
                bytes(challenge.getServerNonce()),
                bytes(hello.getClientNonce()),
                hello.getAtMillis(),
                bytes(hello.getSignature()));
        return sessions.open(hello.getAccessToken(), Ids.device(hello.getDeviceId()), claim);
    }

    /** @throws RuntimeException as {@link SessionOpening#requireStanding} says, if the device was put out meanwhile */
    void requireStanding(DeviceSession session) {
        sessions.requireStanding(session);
    }

    ServerFrame.Builder opened(DeviceSession session, Challenge next) {
        return ServerFrame.newBuilder()
                .setSessionOpened(SessionOpened.newBuilder()
                        .setUserId(Ids.bytes(session.owner().value()))
                        .setExpiresAtMillis(session.expiresAt().toEpochMilli())
                        .setNextChallenge(next)
                        .setKeyPackages(Frames.supply(keyPackages.supply(session.device())))
                        .addAllDeliveryService(keys.published().stream()
                                .map(ByteString::copyFrom)
                                .toList())
                        .setMaxFrameBytes(Connection.MAX_FRAME_BYTES));
    }

    private static Bytes bytes(ByteString value) {
        return Bytes.of(value.toByteArray());
    }
}
