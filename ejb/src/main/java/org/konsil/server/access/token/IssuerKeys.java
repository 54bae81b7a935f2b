package org.konsil.server.access.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import org.konsil.pki.PkiProvider;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.platform.StartRefusedException;

/** The issuer's public keys: fetched when needed, kept for a while, never asked for too often. */
class IssuerKeys {

    /** Asymmetric only, so that a public key is never a secret of its own (RFC 8725, section 3.1). */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration FETCH_LIMIT = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofMinutes(30);
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MAX_BYTES = 128 * 1024;

    private final JWKSource<SecurityContext> source;
    private final ConfigurableJWTProcessor<SecurityContext> processor;

    IssuerKeys(URI jwks) {
        source = JWKSourceBuilder.create(
                        url(jwks), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES))
                .cache(KEPT.toMillis(), FETCH_LIMIT.toMillis())
                .refreshAheadCache(false) // it would start threads that the container does not know
                .rateLimited(Duration.ofSeconds(30).toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        // Verifying with the JDK's own P-256 costs fourteen times as much, for each request.
        DefaultJWSVerifierFactory signatures = new DefaultJWSVerifierFactory();
        signatures.getJCAContext().setProvider(PkiProvider.INSTANCE);
        processor.setJWSVerifierFactory(signatures);
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // ClaimsCheck's work, with our clock
    }

    ConfigurableJWTProcessor<SecurityContext> processor() {
        return processor;
    }

    /** @throws IdentityUnreachableException if there is no key at all, so that nothing can be said of any token */
    void requireKnown() {
        try {
            source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
        } catch (KeySourceException unavailable) {
            throw new IdentityUnreachableException("keys", unavailable);
        }
    }

    private static URL url(URI jwks) {
        try {
            return jwks.toURL();
        } catch (MalformedURLException malformed) {
            throw new StartRefusedException("konsil.access.jwks-uri is no URL", malformed);
        }
    }
}
