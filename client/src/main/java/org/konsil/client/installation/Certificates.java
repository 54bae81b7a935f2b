package org.konsil.client.installation;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.konsil.client.installation.layout.Cluster;
import org.konsil.client.installation.layout.Folders;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.InstallationSettings;
import org.konsil.client.installation.layout.Progress;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;
import org.konsil.client.installation.layout.Step;
import org.konsil.pki.ceremony.CeremonyFiles;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.ceremony.ServerCertificates;
import org.konsil.pki.profile.PublicAddresses;

/** The installation's own certification authorities and what they say about its servers. */
final class Certificates {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    private final Folders folders;
    private final Secrets secrets;
    private final CeremonyPlan plan;

    Certificates(InstallationSettings settings, Folders folders, Secrets secrets) {
        this.folders = folders;
        this.secrets = secrets;
        this.plan = new CeremonyPlan(
                settings.hospital().name(),
                names(settings, folders),
                new PublicAddresses("http://" + settings.hospital().host() + ":"
                        + settings.ports().http() + "/pki"));
    }

    /** The public name, and the one by which other nodes know this one. */
    private static List<String> names(InstallationSettings settings, Folders folders) {
        return Stream.concat(
                        Stream.of(settings.hospital().host()),
                        Cluster.find(folders.clusterFile()).stream()
                                .map(cluster -> cluster.listen().host()))
                .distinct()
                .toList();
    }

    /** Holds the ceremony if there is no root yet; renews the servers' certificate if that is due. */
    void prepare(Progress progress) {
        if (!Files.exists(rootCertificate())) {
            try (Progress.Running step = progress.begin(Step.CERTIFICATES)) {
                new FirstCeremony(Clock.systemUTC()).perform(folders.pki(), plan, passwords());
                step.done();
            }
        }
        ServerCertificates servers = new ServerCertificates(Clock.systemUTC());
        servers.trustIfMissing(folders.pki(), password(SecretName.TRUST_STORE_PASSWORD));
        servers.renewIfDue(
                folders.pki(),
                plan,
                password(SecretName.SERVICE_CA_PASSWORD),
                password(SecretName.SERVER_KEY_PASSWORD));
    }

    Path rootCertificate() {
        return folders.pki().resolve(CeremonyFiles.ROOT_CERTIFICATE);
    }

    /** A client that trusts this installation, and nobody else. */
    HttpClient trustingClient() {
        return HttpClient.newBuilder()
                .sslContext(trust())
                .connectTimeout(CONNECT_PATIENCE)
                .build();
    }

    /** Trust in this installation's root, and in nothing else. */
    SSLContext trust() {
        try (InputStream root = Files.newInputStream(rootCertificate())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(root));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new InstallationException("the root certificate " + rootCertificate() + " cannot be used", e);
        }
    }

    private CeremonyPasswords passwords() {
        return new CeremonyPasswords(
                password(SecretName.ROOT_CA_PASSWORD),
                password(SecretName.STAFF_CA_PASSWORD),
                password(SecretName.DEVICE_CA_PASSWORD),
                password(SecretName.SERVICE_CA_PASSWORD),
                password(SecretName.SERVER_KEY_PASSWORD),
                password(SecretName.TRUST_STORE_PASSWORD));
    }

    private char[] password(SecretName name) {
        return secrets.require(name).toCharArray();
    }
}
