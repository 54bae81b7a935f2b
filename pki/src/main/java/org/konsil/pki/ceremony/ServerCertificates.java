package org.konsil.pki.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.signer.Pkcs12CaSigner;

/** Keeps the TLS server's certificate fresh; a server picks the new one up when it starts or reloads. */
public final class ServerCertificates {

    private final Clock clock;

    /** Dates come from the clock. */
    public ServerCertificates(Clock clock) {
        this.clock = clock;
    }

    /**
     * Replaces {@code server.p12} in one step, with a new key, if less than 30 days are left, its names are not the plan's, or
     * there is none yet, as after a ceremony of the hospital's own.
     *
     * @return whether it was replaced
     * @throws CeremonyException if a key store cannot be read, or the Service CA may not certify a name of the plan
     */
    public boolean renewIfDue(Path folder, CeremonyPlan plan, char[] serviceCaPassword, char[] serverPassword) {
        try {
            Path file = folder.resolve(CeremonyFiles.SERVER);
            if (Files.exists(file) && !isDue(current(file, serverPassword), plan)) {
                return false;
            }
            Pkcs12CaSigner service = Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.SERVICE_CA), serviceCaPassword);
            SecretFiles.replace(file, ServerKeyStore.issue(service, plan, clock).encoded(serverPassword));
            return true;
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the server's certificate could not be renewed", e);
        }
    }

    /** Writes {@code truststore.p12} with the folder's root if there is none yet. */
    public void trustIfMissing(Path folder, char[] trustStorePassword) {
        try {
            Path file = folder.resolve(CeremonyFiles.TRUST_STORE);
            if (Files.notExists(file)) {
                X509Certificate root = Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE));
                SecretFiles.writeNew(file, PlainStores.trust(root, trustStorePassword));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the trust store could not be made", e);
        }
    }

    private boolean isDue(X509Certificate certificate, CeremonyPlan plan) throws GeneralSecurityException {
        Instant end = certificate.getNotAfter().toInstant();
        Set<String> planned =
                new TreeSet<>(IssuingAuthorities.serverNames(plan.serverNames()).dnsNames());
        return CertificateProfiles.TLS_SERVER.lifetime().isRenewalDue(end, clock.instant())
                || !new TreeSet<>(ServerKeyFile.names(certificate).dnsNames()).equals(planned);
    }

    private static X509Certificate current(Path file, char[] password) throws IOException, GeneralSecurityException {
        try (ServerKeyFile present = new ServerKeyFile(file, password)) {
            return present.chain().get(0);
        }
    }
}
