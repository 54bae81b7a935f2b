package org.konsil.protocol.backup.object;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupFormat;
import org.konsil.protocol.backup.BackupLimits;
import org.konsil.protocol.backup.BackupRefusedException;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.stream.OpeningStream;
import org.konsil.protocol.stream.SealingStream;
import org.konsil.protocol.stream.StreamRefusedException;

/** Seals a content as an object and opens it again, always as a whole: nothing is given out before its last chunk was checked. */
final class ObjectCipher {

    private ObjectCipher() {}

    static byte[] seal(SecretBytes key, byte[] context, byte[] content) {
        byte[] plain = Padding.pad(content);
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) ObjectFormat.sealedBytes(content.length));
        out.write(BackupLimits.VERSION);
        try (SealingStream stream = new SealingStream(out, key, context)) {
            stream.write(plain);
            stream.finish();
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be written", impossible);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static byte[] open(SecretBytes key, byte[] context, byte[] stored) {
        BackupFormat.require(ObjectFormat.isLength(stored.length) && stored[0] == BackupLimits.VERSION);
        ByteArrayInputStream in = new ByteArrayInputStream(stored, 1, stored.length - 1);
        byte[] plain = new byte[0];
        try (OpeningStream stream = new OpeningStream(in, key, context)) {
            plain = stream.readAllBytes();
            return Padding.unpad(plain);
        } catch (StreamRefusedException refused) {
            throw new BackupRefusedException(BackupFault.OBJECT_FORGED, refused);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot be read", impossible);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static byte[] hash(byte[] stored) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(stored);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing", missing);
        }
    }
}
