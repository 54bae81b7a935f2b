package org.konsil.server.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.konsil.server.access.AccessSettingsFixture;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Caller;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.Role;
import org.konsil.server.access.TokenRefusedException;

@DisplayName("An access token")
class TokenCheckerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    private TestIssuer issuer;
    private TokenChecker checker;

    @BeforeEach
    void start() throws IOException {
        issuer = new TestIssuer(NOW);
        checker = checkerAt(NOW);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    @DisplayName("becomes a caller with the roles that Konsil knows")
    void becomesACaller() {
        Caller caller = checker.require(issuer.token(issuer.claims()), Audience.API);

        assertThat(caller).isEqualTo(new Caller(TestIssuer.ISSUER, "5f0c", Set.of(Role.STAFF), NOW.plusSeconds(300)));
    }

    @Test
    @DisplayName("says when its bearer signed in; one that does not say so was signed in never lately")
    void knowsWhenTheBearerSignedIn() {
        String fresh = issuer.token(issuer.claims().claim("auth_time", NOW.getEpochSecond() - 60));
        String silent = issuer.token(issuer.claims());
        String strange = issuer.token(issuer.claims().claim("auth_time", "yesterday"));

        assertThat(checker.require(fresh, Audience.API).authenticatedAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(checker.require(silent, Audience.API).authenticatedAt()).isEqualTo(Instant.EPOCH);
        assertThat(checker.require(strange, Audience.API).authenticatedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    @DisplayName("without roles is a caller who may do nothing")
    void givesNoRolesThatItDoesNotName() {
        Caller caller = checker.require(
                issuer.token(issuer.claims().claim("realm_access", Map.of("roles", "staff"))), Audience.API);

        assertThat(caller.roles()).isEmpty();
    }

    @Test
    @DisplayName("is not accepted by a clock that is too far off, and is within the tolerance")
    void toleratesSmallClockDifferences() {
        String token = issuer.token(issuer.claims());
        Instant expiry = NOW.plusSeconds(300);

        assertThat(checkerAt(expiry.plus(ClaimsCheck.SKEW).minusSeconds(1)).require(token, Audience.API))
                .isNotNull();
        assertRefused(checkerAt(expiry.plus(ClaimsCheck.SKEW)), token);
    }

    @Nested
    @DisplayName("is refused")
    class Refused {

        @Test
        @DisplayName("when it is empty, garbage, or far too long")
        void refusesGarbage() {
            assertRefused(checker, "");
            assertRefused(checker, "garbage");
            assertRefused(checker, "a.b.c");
            assertRefused(checker, "e".repeat(TokenChecker.MAX_CHARACTERS + 1));
        }

        @Test
        @DisplayName("when another issuer made it")
        void refusesAnotherIssuer() {
            assertRefused(
                    checker, issuer.token(issuer.claims().issuer("https://sso.elsewhere.example/realms/hospital")));
        }

        @Test
        @DisplayName("when it was made for something else, in both directions")
        void refusesAnotherAudience() {
            String forPki = issuer.token(issuer.claims().audience("pki"));
            assertRefused(checker, forPki);
            assertThat(checker.require(forPki, Audience.PKI)).isNotNull();
            assertThatThrownBy(() -> checker.require(issuer.token(issuer.claims()), Audience.PKI))
                    .isInstanceOf(TokenRefusedException.class);
            assertRefused(checker, issuer.token(issuer.claims().audience((String) null)));
        }

        @Test
        @DisplayName("when another client got it")
        void refusesAnotherClient() {
            assertRefused(checker, issuer.token(issuer.claims().claim("azp", "console")));
            assertRefused(checker, issuer.token(issuer.claims().claim("azp", null)));
            assertRefused(checker, issuer.token(issuer.claims().claim("azp", List.of("app"))));
        }

        @Test
        @DisplayName("when it is an ID or refresh token")
        void refusesAnotherKind() {
            assertRefused(checker, issuer.token(issuer.claims().claim("typ", "ID")));
            assertRefused(checker, issuer.token(issuer.claims().claim("typ", "Refresh")));
            assertRefused(checker, issuer.token(issuer.claims().claim("typ", null)));
        }

        @Test
        @DisplayName("when its time is up, not come yet, or without end")
        void refusesAtTheWrongTime() {
            assertRefused(checker, issuer.token(issuer.claims().expirationTime(at(Duration.ofMinutes(-5)))));
            assertRefused(checker, issuer.token(issuer.claims().notBeforeTime(at(Duration.ofMinutes(5)))));
            assertRefused(checker, issuer.token(issuer.claims().expirationTime(null)));
        }

        @Test
        @DisplayName("when it says of nobody")
        void refusesWithoutSubject() {
            assertRefused(checker, issuer.token(issuer.claims().subject(null)));
            assertRefused(checker, issuer.token(issuer.claims().subject("")));
        }

        @Test
        @DisplayName("when it has no signature (alg none)")
        void refusesWithoutSignature() {
            assertRefused(checker, new PlainJWT(issuer.claims().build()).serialize());
        }

        @Test
        @DisplayName("when the public key was used as a secret (HS256)")
        void refusesThePublicKeyAsSecret() throws JOSEException {
            byte[] published = issuer.key.toECPublicKey().getEncoded();
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();

            assertRefused(
                    checker,
                    TestIssuer.sign(
                            header, new MACSigner(published), issuer.claims().build()));
        }

        @Test
        @DisplayName("when somebody else's key signed it, under the issuer's key id or another")
        void refusesAnotherKey() {
            assertRefused(
                    checker,
                    TestIssuer.sign(TestIssuer.newKey("first"), issuer.claims().build()));
            assertRefused(
                    checker,
                    TestIssuer.sign(TestIssuer.newKey("other"), issuer.claims().build()));
        }

        @Test
        @DisplayName("also when unknown keys are presented again and again: that is no outage")
        void refusesManyUnknownKeys() {
            checker.require(issuer.token(issuer.claims()), Audience.API);

            for (int i = 0; i < 10; i++) {
                assertRefused(
                        checker,
                        TestIssuer.sign(
                                TestIssuer.newKey("made-up-" + i),
                                issuer.claims().build()));
            }
            assertThat(checker.require(issuer.token(issuer.claims()), Audience.API))
                    .isNotNull();
        }

        @Test
        @DisplayName("when any one bit of its text is another")
        void refusesEachFlippedBit() {
            String token = issuer.token(issuer.claims());
            // The last character of a part also carries bits that decoders ignore.
            int lastDot = token.lastIndexOf('.');
            for (int i = 0; i < token.length() - 1; i += 7) {
                if (token.charAt(i) != '.' && i != lastDot - 1) {
                    char flipped = token.charAt(i) == 'A' ? 'B' : 'A';
                    assertRefused(checker, token.substring(0, i) + flipped + token.substring(i + 1));
                }
            }
        }
    }

    @Test
    @DisplayName("cannot be judged while the issuer is away and its keys are not known")
    void saysWhenTheIssuerIsAway() {
        String token = issuer.token(issuer.claims());
        issuer.close();

        assertThatThrownBy(() -> checker.require(token, Audience.API)).isInstanceOf(IdentityUnreachableException.class);
    }

    @Test
    @DisplayName("is judged with the keys that are known while the issuer is away")
    void worksWhileTheIssuerIsAway() {
        String token = issuer.token(issuer.claims());
        checker.require(token, Audience.API);
        issuer.close();

        assertThat(checker.require(token, Audience.API)).isNotNull();
    }

    private TokenChecker checkerAt(Instant instant) {
        TokenChecker made = new TokenChecker();
        made.settings = AccessSettingsFixture.of(TestIssuer.ISSUER, issuer.certs(), Set.of("app"));
        made.clock = Clock.fixed(instant, ZoneOffset.UTC);
        made.prepare();
        return made;
    }

    private static Date at(Duration fromNow) {
        return Date.from(NOW.plus(fromNow));
    }

    private static void assertRefused(TokenChecker checker, String token) {
        assertThatThrownBy(() -> checker.require(token, Audience.API)).isInstanceOf(TokenRefusedException.class);
    }
}
