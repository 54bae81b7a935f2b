package org.konsil.server.access.token;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.konsil.server.access.AccessSettingsFixture;

/** Tokens of an issuer that a real checker believes, for tests of what comes after the check. */
public final class TestTokens implements AutoCloseable {

    public static final String ISSUER = TestIssuer.ISSUER;

    private final TestIssuer issuer;

    public TestTokens(Instant now) throws IOException {
        issuer = new TestIssuer(now);
    }

    public TokenChecker checker(Clock clock) {
        TokenChecker checker = new TokenChecker();
        checker.settings = AccessSettingsFixture.of(ISSUER, issuer.certs(), Set.of("app"));
        checker.clock = clock;
        checker.prepare();
        return checker;
    }

    public String token(String subject, String audience, String role) {
        return issuer.token(issuer.claims()
                .subject(subject)
                .audience(audience)
                .claim("realm_access", Map.of("roles", List.of(role))));
    }

    @Override
    public void close() {
        issuer.close();
    }
}
