package org.konsil.client.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.account.Account;
import org.konsil.client.account.BrowserSignIn;
import org.konsil.client.account.CredentialsFile;
import org.konsil.client.account.DeviceSignIn;
import org.konsil.client.account.SignIn;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.pki.Certificates;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a member of staff in at their hospital. */
@Command(
        name = "login",
        description =
                "Sign in at a hospital: with a code on another screen, in a browser here, or with a credentials file.",
        mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(
            names = "--server",
            paramLabel = "URL",
            required = true,
            description = "The hospital's server, https://host:port")
    private URI server;

    @Option(
            names = "--root",
            paramLabel = "FILE",
            required = true,
            description = "The hospital's root certificate, PEM or DER; nothing else is trusted")
    private Path root;

    @ArgGroup
    private @Nullable Way way;

    /** How to sign in, if not on another screen. */
    static final class Way {

        @Option(names = "--browser", description = "Print an address to open in a browser on this machine")
        private boolean browser;

        @Option(
                names = "--credentials-file",
                paramLabel = "FILE",
                description = "For scripts: user name and password, a line each, readable by you alone")
        private @Nullable Path credentials;
    }

    @Override
    public Integer call() {
        if (!"https".equals(server.getScheme()) || server.getHost() == null) {
            throw new EnvironmentException(Words.of("server-malformed"));
        }
        try (KonsilDevice opened = device.openOrBegin()) {
            Account.Self self = opened.signIn(server, certificate(), signIn());
            boolean enrolled = opened.enrolled().isPresent();
            output.say(
                    Map.of("userId", self.userId(), "name", self.name(), "enrolled", enrolled),
                    Words.of(enrolled ? "signed-in" : "signed-in-enrol-next", self.name()));
        }
        return ExitCode.OK.number();
    }

    private X509Certificate certificate() {
        try {
            return Certificates.read(root);
        } catch (CertificateException e) {
            throw new EnvironmentException(Words.of("root-malformed", root), e);
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be read", e);
        }
    }

    private SignIn signIn() {
        if (way != null && way.credentials != null) {
            return new CredentialsFile(way.credentials);
        }
        if (way != null && way.browser) {
            return new BrowserSignIn(address -> tell(Words.of("sign-in-browser", address)));
        }
        return new DeviceSignIn((address, code) -> tell(Words.of("sign-in-code", address, code)));
    }

    private void tell(String text) {
        output.talk().println(text);
        output.talk().flush();
    }
}
