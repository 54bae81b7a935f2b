package org.konsil.client.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.transport.Wire;

/** A wire to another process: each message with its length in front, over a TCP connection to this machine. */
public final class TcpWire implements Wire {

    private final Socket socket;
    private final DataOutputStream out;

    private TcpWire(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connections to a port of this machine. */
    public static Wire.Maker to(int port) {
        return listener -> {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                listen(socket, listener);
                return new TcpWire(socket);
            } catch (IOException e) {
                throw new OfflineException("server-unreachable", e);
            }
        };
    }

    /** Hears everything that comes over this socket, on a thread of its own. */
    public static void listen(Socket socket, Listener listener) {
        Thread reader = new Thread(() -> {
            try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
                while (true) {
                    listener.received(in.readNBytes(in.readInt()));
                }
            } catch (IOException over) {
                listener.closed(1006);
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends one message. */
    public static void send(DataOutputStream out, byte[] message) throws IOException {
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    @Override
    public synchronized void send(byte[] message) {
        try {
            send(out, message);
        } catch (IOException e) {
            throw new OfflineException("connection-closed", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new OfflineException("connection-closed", e);
        }
    }
}
