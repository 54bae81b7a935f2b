package org.konsil.pki.ceremony;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.LintFailedException;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaSigner;

/** A new key of the TLS server with its certificate, of the profile {@code tls-server} like every other server's. */
record ServerKeyStore(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {

    private static final int FIRST_SHARD = 1;

    /** Issues for the plan's names; there is no journal yet, the database comes later. */
    static ServerKeyStore issue(CaSigner service, CeremonyPlan plan, Clock clock) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("P-256"));
        KeyPair keys = generator.generateKeyPair();
        IssuanceOrder order = new IssuanceOrder(
                CertificateProfiles.TLS_SERVER,
                keys.getPublic().getEncoded(),
                IssuingAuthorities.serverNames(plan.serverNames()),
                plan.addresses().of(IssuingAuthority.SERVICE, FIRST_SHARD));
        CertificateIssuer issuer =
                new CertificateIssuer(service, plan.serverNames().get(0), new SerialNumbers(new SecureRandom()), clock);
        try {
            return new ServerKeyStore(keys, issuer.issue(order, ticket -> {}), service.certificate());
        } catch (LintFailedException e) {
            throw new CeremonyException("the Service CA may not certify these names: " + e.getMessage(), e);
        }
    }

    byte[] encoded(char[] password) throws GeneralSecurityException, IOException {
        return PlainStores.server(keys, certificate, issuer, password);
    }

    @Override
    public String toString() {
        return "ServerKeyStore[" + certificate.getSerialNumber().toString(16) + "]";
    }
}
