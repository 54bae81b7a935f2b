package org.konsil.server.proof.sequencing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.server.proof.DurableFile;
import org.konsil.server.proof.SigningRefusedException;

/** The log's name and private key in an encrypted key store (PKCS#12): one entry, its alias is the name. */
final class NoteKeyFile {

    private static final String NAME = "note-key.p12";

    /** PKCS#12 has no word for the secret of an Ed25519 key without a certificate; 32 bytes are 32 bytes. */
    private static final String SECRET = "AES";

    private final Path file;

    NoteKeyFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Makes a key for a log of this name; never over another one. */
    NoteSigner create(String origin, char[] password, SecureRandom random) {
        byte[] seed = new byte[NoteSigner.SECRET_BYTES];
        random.nextBytes(seed);
        try (SecretBytes secret = SecretBytes.copyOf(seed)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(origin, new SecretKeySpec(seed, SECRET), password, null);
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            store.store(sealed, password);
            new DurableFile(file).create(sealed.toByteArray());
            return NoteSigner.of(origin, NoteKind.LOG, secret);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("the proof log's key was not stored: " + file, failure);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** @throws SigningRefusedException if it cannot be opened */
    NoteSigner open(char[] password) {
        try (InputStream sealed = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(sealed, password);
            String origin = store.aliases().nextElement();
            Key key = store.getKey(origin, password);
            try (SecretBytes secret = SecretBytes.owning(key.getEncoded())) {
                return NoteSigner.of(origin, NoteKind.LOG, secret);
            }
        } catch (GeneralSecurityException | IOException | ProofRefusedException failure) {
            throw new SigningRefusedException("The proof log's key cannot be opened: " + file, failure);
        }
    }
}
