package org.konsil.web.socket;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where a connection comes in; everything else happens in {@link Connection}. */
@ServerEndpoint(value = "/socket", subprotocols = "konsil.v1", configurator = OriginCheck.class)
public class SocketEndpoint {

    private static final Logger LOGGER = System.getLogger(SocketEndpoint.class.getName());

    @Inject
    Connections connections;

    @OnOpen
    public void open(Session session) {
        connections.open(session);
    }

    @OnMessage
    public void receive(Session session, byte[] frame) {
        connections.with(session, connection -> connection.receive(frame));
    }

    /** Text is no frame. */
    @OnMessage
    public void receiveText(Session session, String text) {
        connections.with(session, connection -> connection.close(CloseCodes.MALFORMED));
    }

    @OnClose
    public void close(Session session) {
        connections.closed(session);
    }

    /** A broken connection is everyday business; the device connects again. */
    @OnError
    public void fail(Session session, Throwable failure) {
        LOGGER.log(Level.DEBUG, "Connection failed", failure);
    }
}
