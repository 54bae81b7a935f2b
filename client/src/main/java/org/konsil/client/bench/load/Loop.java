package org.konsil.client.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** All connections on the thread that calls {@link #turn}. */
public final class Loop implements AutoCloseable {

    private final Selector selector;
    private final Deque<Link> dirty = new ArrayDeque<>();
    private final Set<Link> links = new HashSet<>();

    public Loop() throws IOException {
        selector = Selector.open();
    }

    /**
     * Begins to connect.
     *
     * @param trust nothing for a connection without TLS
     */
    public Link connect(String host, int port, @Nullable SSLContext trust, Link.Handler handler) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        TlsLayer tls = trust == null ? null : new TlsLayer(trust, host, port);
        Link link = new Link(this, channel, tls, handler);
        links.add(link);
        link.registered(channel.register(selector, SelectionKey.OP_CONNECT, link));
        channel.connect(new InetSocketAddress(host, port));
        return link;
    }

    /** Handles what came, sends what is in line, and waits at most that long for something to come. */
    public void turn(long waitNanos) throws IOException {
        flush();
        if (waitNanos <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            handle(key, (Link) key.attachment());
        }
        flush();
    }

    private static void handle(SelectionKey key, Link link) {
        try {
            if (key.isValid() && key.isConnectable()) {
                link.finishConnecting();
            }
            if (key.isValid() && key.isReadable()) {
                link.readable();
            }
            if (key.isValid() && key.isWritable()) {
                link.flush();
            }
        } catch (IOException broken) {
            link.lost(String.valueOf(broken.getMessage()));
        }
    }

    private void flush() {
        Link link = dirty.poll();
        while (link != null) {
            try {
                if (links.contains(link)) {
                    link.flush();
                }
            } catch (IOException broken) {
                link.lost(String.valueOf(broken.getMessage()));
            }
            link = dirty.poll();
        }
    }

    void dirty(Link link) {
        dirty.add(link);
    }

    void forget(Link link) {
        links.remove(link);
    }

    /** Closes every connection. */
    @Override
    public void close() throws IOException {
        for (Link link : Set.copyOf(links)) {
            link.close();
        }
        selector.close();
    }
}
