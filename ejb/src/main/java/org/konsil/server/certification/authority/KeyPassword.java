package org.konsil.server.certification.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.konsil.pki.signer.SignerFailedException;
import org.konsil.pki.signer.UnlockHalves;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** What opens the key of a CA. */
sealed interface KeyPassword {

    /** The password; whoever reads it overwrites it. */
    char[] read();

    /** It has opened the key. */
    void used();

    /** What to look at if it did not. */
    String advice();

    /** It lies beside the key, for a server that starts by itself. */
    record InFile(Path file) implements KeyPassword {

        @Override
        public char[] read() {
            return new SecretFile(file).read().toCharArray();
        }

        @Override
        public void used() {
            // It stays for the next start.
        }

        @Override
        public String advice() {
            return "its password is read from " + file;
        }
    }

    /**
     * Two officers hold it: each leaves a half for this start, in a file that is deleted once the key is open. Nothing on the
     * server's disks opens the key then.
     */
    record InHalves(Path first, Path second) implements KeyPassword {

        @Override
        public char[] read() {
            char[] one = half(first);
            char[] other = half(second);
            try {
                return UnlockHalves.join(one, other);
            } catch (SignerFailedException mistyped) {
                throw new StartRefusedException(
                        "Of " + first + " and " + second + ", " + mistyped.getMessage()
                                + "; that officer leaves it anew",
                        mistyped);
            } finally {
                Arrays.fill(one, '\0');
                Arrays.fill(other, '\0');
            }
        }

        /** Only now: whose half was right must not come again because the colleague's was wrong. */
        @Override
        public void used() {
            try {
                Files.delete(first);
                Files.delete(second);
            } catch (IOException e) {
                throw new StartRefusedException("The halves " + first + " and " + second + " cannot be deleted", e);
            }
        }

        @Override
        public String advice() {
            return "the halves in " + first + " and " + second + " do not belong together, or not to this key";
        }

        private static char[] half(Path file) {
            if (Files.notExists(file)) {
                throw new StartRefusedException(
                        "The officer's half " + file + " is missing; two officers start this server");
            }
            return new SecretFile(file).read().toCharArray();
        }
    }
}
