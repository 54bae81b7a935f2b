package org.konsil.server.access.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.access.TokenRefusedException;

/** What a token with a good signature must say; anything missing refuses it. */
class ClaimsCheck {

    /** How far the clocks of Keycloak and of this server may differ. */
    static final Duration SKEW = Duration.ofSeconds(30);

    private final String issuer;
    private final Set<String> clients;
    private final Clock clock;

    ClaimsCheck(String issuer, Set<String> clients, Clock clock) {
        this.issuer = issuer;
        this.clients = clients;
        this.clock = clock;
    }

    Caller require(JWTClaimsSet claims, Audience audience) {
        check(issuer.equals(claims.getIssuer()), "iss");
        check(claims.getAudience().contains(audience.claim()), "aud");
        check(clients.contains(text(claims, "azp")), "azp");
        check("Bearer".equals(text(claims, "typ")), "typ"); // Keycloak's ID and refresh tokens say ID and Refresh
        String subject = text(claims, "sub");
        check(!subject.isEmpty() && subject.length() <= 255, "sub");
        return new Caller(issuer, subject, roles(claims), requireTime(claims), authenticatedAt(claims));
    }

    /** RFC 9068, section 2.2.1: seconds since the epoch; a token without it is as good for whatever does not ask. */
    private static Instant authenticatedAt(JWTClaimsSet claims) {
        return claims.getClaim("auth_time") instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue())
                : Instant.EPOCH;
    }

    private Instant requireTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !now.isBefore(expiry.toInstant().plus(SKEW))) {
            throw new TokenRefusedException("exp");
        }
        Date notBefore = claims.getNotBeforeTime();
        check(notBefore == null || !now.plus(SKEW).isBefore(notBefore.toInstant()), "nbf");
        return expiry.toInstant();
    }

    private static Set<Role> roles(JWTClaimsSet claims) {
        if (claims.getClaim("realm_access") instanceof Map<?, ?> access
                && access.get("roles") instanceof Collection<?> names) {
            return names.stream()
                    .filter(String.class::isInstance)
                    .flatMap(name -> Role.find((String) name).stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return Set.of();
    }

    private static String text(JWTClaimsSet claims, String name) {
        try {
            @Nullable String value = claims.getStringClaim(name);
            return value == null ? "" : value;
        } catch (ParseException malformed) {
            throw new TokenRefusedException(name);
        }
    }

    private static void check(boolean good, String name) {
        if (!good) {
            throw new TokenRefusedException(name);
        }
    }
}
