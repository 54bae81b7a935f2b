package org.konsil.client.bench.load;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** TLS between a connection's bytes and the network's. */
final class TlsLayer {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ByteQueue received = new ByteQueue();
    private final ByteQueue opened = new ByteQueue();

    TlsLayer(SSLContext trust, String host, int port) throws SSLException {
        engine = trust.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
    }

    /** Where the network's bytes go. */
    ByteQueue received() {
        return received;
    }

    /** Goes on as far as it can: seals what is to be sent, opens what came. */
    void turn(ByteQueue plain, ByteQueue outgoing, Consumer<ByteQueue> reader) throws SSLException {
        boolean more = true;
        while (more) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> seal(NOTHING, outgoing);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> more = open();
                default -> more = transfer(plain, outgoing);
            }
            if (!opened.isEmpty()) {
                reader.accept(opened);
            }
        }
    }

    private boolean transfer(ByteQueue plain, ByteQueue outgoing) throws SSLException {
        boolean sealing = !plain.isEmpty();
        if (sealing) {
            ByteBuffer waiting = plain.waiting();
            seal(waiting, outgoing);
            plain.taken(waiting);
        }
        boolean opening = open();
        return sealing || opening;
    }

    private void seal(ByteBuffer plain, ByteQueue outgoing) throws SSLException {
        ByteBuffer room = outgoing.room(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(plain, room);
        outgoing.filled(room);
        if (result.getStatus() != SSLEngineResult.Status.OK) {
            throw new SSLException("TLS ended while sending: " + result.getStatus());
        }
    }

    /** Whether there was a whole record. */
    private boolean open() throws SSLException {
        if (received.isEmpty()) {
            return false;
        }
        ByteBuffer waiting = received.waiting();
        ByteBuffer room = opened.room(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(waiting, room);
        received.taken(waiting);
        opened.filled(room);
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW, CLOSED -> false;
            case BUFFER_OVERFLOW -> throw new SSLException("a record larger than TLS allows");
        };
    }

    void shrink() {
        received.shrink();
        opened.shrink();
    }
}
