package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.konsil.client.bench.load.Link;
import org.konsil.client.bench.load.Loop;
import org.konsil.client.bench.load.WebSocketFrames;

/**
 * Where the stations of a run connect.
 *
 * @param address of the server; its authority is what the Host header says
 * @param port where the connections go
 * @param trust nothing for connections without TLS
 * @param headers more of the handshake, each with its line end
 */
public record KonsilDoor(
        Loop loop, URI address, int port, @Nullable SSLContext trust, String headers, Clock clock) {

    WebSocketFrames frames(WebSocketFrames.Listener listener) {
        return new WebSocketFrames(address.getAuthority(), "/socket", "konsil.v1", headers, listener);
    }

    Link connect(WebSocketFrames frames) throws IOException {
        return loop.connect(address.getHost(), port, trust, frames);
    }
}
