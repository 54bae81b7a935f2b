package org.konsil.server.certification.authority;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.signer.SignerFailedException;
import org.konsil.server.platform.StartRefusedException;

/** Where the key of a CA lies, and what opens it. */
record KeyFile(Path file, KeyPassword password) {

    /** @throws StartRefusedException if it cannot be opened, or is no CA below this root */
    CaSigner open(X509Certificate root) {
        char[] opening = password.read();
        try {
            CaSigner ca = Pkcs12CaSigner.open(file, opening);
            ca.certificate().verify(root.getPublicKey(), PkiProvider.INSTANCE);
            password.used();
            return ca;
        } catch (SignerFailedException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefusedException("The CA cannot be used: " + file + "; " + password.advice(), e);
        } finally {
            Arrays.fill(opening, '\0');
        }
    }
}
