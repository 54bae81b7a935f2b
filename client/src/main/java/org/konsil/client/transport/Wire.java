package org.konsil.client.transport;

/** Carries whole binary messages both ways, in order; the socket does, and a test may do it otherwise. */
public interface Wire extends AutoCloseable {

    /** Hands a message over; throws {@link org.konsil.client.failure.OfflineException} if the wire is cut. */
    void send(byte[] message);

    @Override
    void close();

    /** Hears what comes, one call at a time. */
    interface Listener {

        void received(byte[] message);

        /** Nothing comes after this. */
        void closed(int code);
    }

    /** Makes a connection. */
    @FunctionalInterface
    interface Maker {

        Wire connect(Listener listener);
    }
}
