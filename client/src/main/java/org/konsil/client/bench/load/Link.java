package org.konsil.client.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Loop}. Only the loop's thread may touch it. */
public final class Link {

    private static final int ROOM = 16 * 1024;

    private final Loop loop;
    private final SocketChannel channel;
    private final @Nullable TlsLayer tls;
    private final Handler handler;
    private final ByteQueue plain = new ByteQueue();
    private final ByteQueue outgoing = new ByteQueue();
    private final ByteQueue incoming = new ByteQueue();
    private @Nullable SelectionKey key;
    private boolean dirty;
    private boolean reading = true;

    /** What happens on a connection. */
    public interface Handler {

        /** It is connected; TLS may still be under way. */
        void connected(Link link);

        /** Bytes came; what is not taken is shown again with the next ones. */
        void received(Link link, ByteBuffer bytes);

        /** The server closed it, or it broke; not called for {@link Link#close}. */
        void lost(Link link, String why);
    }

    Link(Loop loop, SocketChannel channel, @Nullable TlsLayer tls, Handler handler) {
        this.loop = loop;
        this.channel = channel;
        this.tls = tls;
        this.handler = handler;
    }

    void registered(SelectionKey with) {
        key = with;
    }

    /** Puts bytes in line; they go when the loop has handled what came. */
    public void send(byte[] bytes) {
        plain.add(bytes, 0, bytes.length);
        markDirty();
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            loop.dirty(this);
        }
    }

    /** Stops or goes on reading: like a device that has frozen, whose connection stands. */
    public void read(boolean wanted) {
        reading = wanted;
        interest(wanted ? SelectionKey.OP_READ : 0);
    }

    /** Closes it; nothing is called any more. */
    public void close() {
        loop.forget(this);
        try {
            channel.close();
        } catch (IOException broken) {
            handler.lost(this, "cannot be closed: " + broken.getMessage());
        }
    }

    /** Sends what is in line, as far as it goes at once, and closes. */
    public void finish() {
        try {
            flush();
        } catch (IOException broken) {
            handler.lost(this, "broken while it was being closed: " + broken.getMessage());
        }
        close();
    }

    /** Ends it without a goodbye on the wire (a reset), as a device does that is switched off. */
    public void reset() throws IOException {
        channel.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    void finishConnecting() throws IOException {
        channel.finishConnect();
        interest(reading ? SelectionKey.OP_READ : 0);
        handler.connected(this);
        markDirty();
    }

    void readable() throws IOException {
        ByteQueue target = tls == null ? incoming : tls.received();
        ByteBuffer room = target.room(ROOM);
        int count = channel.read(room);
        target.filled(room);
        if (count < 0) {
            lost("closed by the server");
            return;
        }
        if (tls == null) {
            deliver(incoming);
        } else {
            tls.turn(plain, outgoing, this::deliver);
        }
        markDirty();
    }

    private void deliver(ByteQueue bytes) {
        ByteBuffer waiting = bytes.waiting();
        handler.received(this, waiting);
        bytes.taken(waiting);
    }

    void flush() throws IOException {
        dirty = false;
        if (!channel.isConnected()) {
            return;
        }
        if (tls != null) {
            tls.turn(plain, outgoing, this::deliver);
        }
        boolean all = write(tls == null ? plain : outgoing);
        interest((reading ? SelectionKey.OP_READ : 0) | (all ? 0 : SelectionKey.OP_WRITE));
        if (all) {
            shrink();
        }
    }

    private boolean write(ByteQueue bytes) throws IOException {
        if (!bytes.isEmpty()) {
            ByteBuffer waiting = bytes.waiting();
            channel.write(waiting);
            bytes.taken(waiting);
        }
        return bytes.isEmpty();
    }

    private void shrink() {
        plain.shrink();
        outgoing.shrink();
        incoming.shrink();
        if (tls != null) {
            tls.shrink();
        }
    }

    private void interest(int operations) {
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    void lost(String why) {
        close();
        handler.lost(this, why);
    }
}
