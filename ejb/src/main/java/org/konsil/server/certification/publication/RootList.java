package org.konsil.server.certification.publication;

import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.RevocationList;
import org.konsil.server.certification.authority.Authorities;

/**
 * The root's list: made on the offline machine for a year, put into its file by hand. A new one, such as that for an emergency,
 * is given out from the next request on, without a new start.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RootList {
    private static final Logger LOGGER = System.getLogger(RootList.class.getName());
    private static final int MAX_BYTES = 256 * 1024;

    @Inject
    PublicationSettings settings;

    @Inject
    Authorities authorities;

    private @Nullable PublishedList newest;
    private byte[] refused = new byte[0];

    /**
     * The newest list that was in the file; nothing if there never was a good one. What is not the root's, or older than what was
     * given out before, is not given out: whoever takes an emergency list back must not undo it.
     */
    public Optional<PublishedList> current() {
        Optional<Path> file = settings.rootListFile();
        if (file.isPresent()) {
            byte[] der = read(file.get());
            boolean known = der.length == 0
                    || Arrays.equals(der, refused)
                    || newest != null && Arrays.equals(der, newest.der());
            if (!known) {
                take(file.get(), der);
            }
        }
        return Optional.ofNullable(newest);
    }

    private void take(Path file, byte[] der) {
        try {
            RevocationList list = RevocationList.read(der, Certificates.parse(authorities.rootCertificate()));
            long number = list.number().longValueExact();
            if (newest == null || number > newest.number()) {
                newest = new PublishedList(der, number, list.thisUpdate(), list.nextUpdate());
                return;
            }
            LOGGER.log(Level.ERROR, "The root''s list in {0} is not newer than the one given out before", file);
        } catch (ChainRefusedException | ArithmeticException e) {
            LOGGER.log(Level.ERROR, "What is in " + file + " is no list of this root", e);
        } catch (CertificateException e) {
            throw new IllegalStateException("the root that was opened at the start cannot be read", e);
        }
        refused = der;
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] der = in.readNBytes(MAX_BYTES + 1);
            return der.length > MAX_BYTES ? new byte[] {0} : der;
        } catch (NoSuchFileException absent) {
            return new byte[0];
        } catch (IOException e) {
            LOGGER.log(Level.ERROR, "The root''s list cannot be read: " + file, e);
            return new byte[0];
        }
    }
}
