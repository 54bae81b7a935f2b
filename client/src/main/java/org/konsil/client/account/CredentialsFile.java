package org.konsil.client.account;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.konsil.client.failure.LockedException;

/**
 * Signs in with the user name and password in a file, for scripts where nobody sits at a browser: the first line is the name, the
 * second the password. The file must be its owner's alone.
 */
public record CredentialsFile(Path file) implements SignIn {

    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int MAX_BYTES = 4096;

    @Override
    public Tokens tokens(LoginServer server) {
        List<String> lines = lines();
        Pkce pkce = Pkce.random();
        String state = Pkce.randomText();
        URI page = BrowserSignIn.page(server, LoginPage.REDIRECT, state, pkce);
        URI answer = new LoginPage(server.browser()).answer(page, lines.get(0), lines.get(1));
        return BrowserSignIn.redeem(
                server, LoginPage.REDIRECT, BrowserSignIn.codeIn(answer.getRawQuery(), state), pkce);
    }

    private List<String> lines() {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new LockedException("credentials-readable-by-others");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new LockedException("credentials-malformed");
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.size() < 2 || lines.get(0).isBlank() || lines.get(1).isEmpty()) {
                throw new LockedException("credentials-malformed");
            }
            return lines;
        } catch (IOException e) {
            throw new LockedException("credentials-missing", e);
        }
    }
}
