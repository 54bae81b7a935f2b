package org.konsil.server.access.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Caller;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.TokenRefusedException;

/** The one check of access tokens (RFC 9068 in spirit, Keycloak's claims in fact), for REST and for the socket. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init") // the container injects, then calls prepare
public class TokenChecker {

    /** Longer ones are refused unread; Keycloak's have about 1500 characters. */
    static final int MAX_CHARACTERS = 8192;

    @Inject
    AccessSettings settings;

    @Inject
    Clock clock;

    private IssuerKeys keys;
    private ClaimsCheck claims;

    @PostConstruct
    void prepare() {
        keys = new IssuerKeys(settings.jwksUri());
        claims = new ClaimsCheck(settings.issuer(), settings.clients(), clock);
    }

    /**
     * Who presents this token: signature, issuer, audience, authorised party, kind and time are checked.
     *
     * @throws TokenRefusedException if any check fails
     * @throws IdentityUnreachableException if the issuer's keys are neither known nor to be had now
     */
    public Caller require(String token, Audience audience) {
        if (token.isEmpty() || token.length() > MAX_CHARACTERS) {
            throw new TokenRefusedException("length");
        }
        return claims.require(verified(token), audience);
    }

    private JWTClaimsSet verified(String token) {
        ConfigurableJWTProcessor<SecurityContext> processor = keys.processor();
        try {
            return processor.process(token, null);
        } catch (ParseException malformed) {
            throw new TokenRefusedException("form");
        } catch (BadJOSEException refused) {
            throw new TokenRefusedException("signature");
        } catch (KeySourceException unavailable) {
            keys.requireKnown();
            throw new TokenRefusedException("key");
        } catch (JOSEException failed) {
            throw new TokenRefusedException("algorithm");
        }
    }
}
