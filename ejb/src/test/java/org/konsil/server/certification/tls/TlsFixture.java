package org.konsil.server.certification.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.pki.profile.ServerNames;
import org.konsil.server.certification.function.FunctionCertificates;
import org.konsil.server.support.Wiring;

/** A node's file with its key for TLS, and what a listener would show. */
public final class TlsFixture {
    private static final String PASSWORD = "a password";

    private final Path file;
    private final Path passwordFile;
    private int reloads;

    public TlsFixture(Path folder) throws IOException {
        this.file = folder.resolve("server.p12");
        this.passwordFile = Files.writeString(folder.resolve("server-password"), PASSWORD);
    }

    /** A certificate of this node's. */
    public void begin(Wiring beans, ServerNames names) {
        begin(key -> beans.bean(FunctionCertificates.class).certifyServer(names, key));
    }

    /** The first certificate, as the ceremony makes it. */
    public void begin(ServerKeyFile.Certifier certifier) {
        try (ServerKeyFile first = open()) {
            first.renew(certifier);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public boolean renewIfDue(Wiring beans) {
        return beans.setting("konsil.certification.tls-file", file)
                .setting("konsil.certification.tls-password-file", passwordFile)
                .with(TlsListener.class, () -> reloads++)
                .bean(TlsKeys.class)
                .renewIfDue();
    }

    public X509Certificate certificate() {
        try (ServerKeyFile present = open()) {
            return present.chain().get(0);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public int reloads() {
        return reloads;
    }

    private ServerKeyFile open() {
        return new ServerKeyFile(file, PASSWORD.toCharArray());
    }
}
