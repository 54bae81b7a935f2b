package org.konsil.protocol.proof.tile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/** Up to 256 neighbouring entries in a file, each after its length in two bytes. */
public final class EntryBundle {

    public static final int MOST_ENTRY_BYTES = 0xffff;

    /** The longest file there can be. */
    public static final int MOST_BYTES = TilePath.FULL * (MOST_ENTRY_BYTES + 2);

    private EntryBundle() {}

    public static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MOST_ENTRY_BYTES) {
                throw new ProofRefusedException(ProofFault.TOO_LONG);
            }
            out.write(entry.length >>> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /** Reads a file that must have {@code width} entries and nothing else. */
    public static List<byte[]> decode(byte[] bytes, int width) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        List<byte[]> entries = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            require(rest.remaining() >= 2);
            int length = Short.toUnsignedInt(rest.getShort());
            require(rest.remaining() >= length);
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        require(!rest.hasRemaining());
        return entries;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
