package org.konsil.pki.interop;

import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.util.Set;
import org.konsil.pki.PkiProvider;

/** The JDK's validator, or Bouncy Castle's, bare. */
record JavaChecker(String name, Provider provider) implements Checker {

    static final JavaChecker JDK = new JavaChecker("jdk", Security.getProvider("SUN"));
    static final JavaChecker BOUNCY_CASTLE = new JavaChecker("bouncycastle", PkiProvider.INSTANCE);

    @Override
    public boolean isHere() {
        return true;
    }

    @Override
    public String refusal(Evidence evidence) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(evidence.root(), null)));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(evidence.lists()), provider));
        try {
            CertPathValidator.getInstance("PKIX", provider)
                    .validate(
                            CertificateFactory.getInstance("X.509", provider)
                                    .generateCertPath(evidence.chain()
                                            .subList(0, evidence.chain().size() - 1)),
                            parameters);
            return "";
        } catch (CertPathValidatorException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
