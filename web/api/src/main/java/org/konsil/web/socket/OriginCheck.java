package org.konsil.web.socket;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.SocketSettings;

/** A browser may open the socket from our own page only; who sends no origin is no browser. */
public class OriginCheck extends ServerEndpointConfig.Configurator {

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return allows(origin, CDI.current().select(SocketSettings.class).get().allowedOrigin());
    }

    static boolean allows(@Nullable String origin, String allowed) {
        return origin == null || origin.equals(allowed);
    }
}
