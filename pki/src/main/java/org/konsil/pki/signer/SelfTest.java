package org.konsil.pki.signer;

import java.security.GeneralSecurityException;
import java.security.Signature;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;

/** The signature that a CA makes before its first: a key that is not its certificate's would be noticed too late otherwise. */
final class SelfTest {

    private SelfTest() {}

    static void require(CaSigner signer) throws GeneralSecurityException {
        byte[] probe = Certificates.der(signer.certificate());
        Signature check = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
        check.initVerify(signer.certificate().getPublicKey());
        check.update(probe);
        if (!check.verify(signer.sign(probe))) {
            throw new SignerFailedException("the CA's key does not belong to its certificate");
        }
    }
}
