package org.konsil.client.bench.delivery;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/** A message, sealed before anything is measured. */
public final class Parcel {

    private final Route route;
    private final UUID id = UUID.randomUUID();
    private final byte[] sealed;
    private final int digest;
    private long dueNanos;

    Parcel(Route route, byte[] sealed) {
        this.route = route;
        this.sealed = sealed;
        this.digest = digest(sealed);
    }

    static int digest(byte[] bytes) {
        return digest(ByteBuffer.wrap(bytes));
    }

    static int digest(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /** Where it goes. */
    public Route route() {
        return route;
    }

    /** Its message id, which a repeat keeps. */
    public UUID id() {
        return id;
    }

    /** An MLSMessage. */
    public byte[] sealed() {
        return sealed;
    }

    /** Of what its readers must get. */
    public int digest() {
        return digest;
    }

    /** When it should be sent: delays of the sender count as delays of the server. */
    void due(long nanos) {
        dueNanos = nanos;
    }

    long dueNanos() {
        return dueNanos;
    }
}
