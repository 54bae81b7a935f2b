package org.konsil.pki.ceremony;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.profile.ServerNames;

/** The file with the TLS server's key and certificates, which WildFly and Keycloak read; its password is wiped on close. */
public final class ServerKeyFile implements AutoCloseable {

    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private final Path file;
    private final char[] password;

    /** Nothing happens yet. */
    public ServerKeyFile(Path file, char[] password) {
        this.file = file;
        this.password = password.clone();
    }

    /** Certifies a new key. */
    @FunctionalInterface
    public interface Certifier {

        /**
         * @param publicKey SubjectPublicKeyInfo, DER
         * @return the certificate, then its CA's, DER
         */
        List<byte[]> certify(byte[] publicKey);
    }

    /** What the server shows now: its certificate, then that of the CA. */
    public List<X509Certificate> chain() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        Certificate[] chain = store.getCertificateChain(CeremonyFiles.SERVER_ALIAS);
        if (chain == null) {
            throw new CeremonyException("no server certificate in " + file.getFileName());
        }
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    /** Whose certificate it is. */
    public static ServerNames names(X509Certificate certificate) throws GeneralSecurityException {
        List<String> dnsNames = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (List<?> name : certificate.getSubjectAlternativeNames()) {
            if (name.get(0).equals(DNS_NAME)) {
                dnsNames.add((String) name.get(1));
            } else if (name.get(0).equals(ADDRESS)) {
                addresses.add((String) name.get(1));
            }
        }
        return new ServerNames(dnsNames, addresses);
    }

    /** Puts a new key with its certificate in the place of the old one: a reader sees the one or the other, never a part. */
    public void renew(Certifier certifier) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("P-256"));
        KeyPair keys = generator.generateKeyPair();
        List<byte[]> chain = certifier.certify(keys.getPublic().getEncoded());
        X509Certificate leaf = Certificates.parse(chain.get(0));
        if (!Arrays.equals(leaf.getPublicKey().getEncoded(), keys.getPublic().getEncoded())) {
            throw new CeremonyException("the certificate is another key's");
        }
        SecretFiles.replace(file, PlainStores.server(keys, leaf, Certificates.parse(chain.get(1)), password));
    }

    @Override
    public void close() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "ServerKeyFile[" + file.getFileName() + "]";
    }
}
