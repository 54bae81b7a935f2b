package org.konsil.server.certification.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/** Binds an account to the key that an officer handed out (RFC 8555, section 7.3.4). */
@ApplicationScoped
class BindingCheck {

    private static final String LABEL = "konsil acme binding 1";
    private static final int UUID_CHARACTERS = 36;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    AcmeSecret secret;

    @Inject
    Clock clock;

    /** The key for this id: derived, so that the database never holds it. */
    byte[] macKey(UUID kid) {
        return secret.derive(LABEL, kid.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Uses the key up for this account; every fault gets the same answer. */
    UUID requireBound(byte[] binding, AccountKey account, String url, UUID id) {
        UnverifiedMessage message = UnverifiedMessage.read(binding);
        UUID kid = parse(message.kid().orElseThrow(StrictJson::malformed));
        boolean fits = message.nonce().isEmpty()
                && message.url().equals(url)
                && message.algorithm().equals(JWSAlgorithm.HS256)
                && isMacGood(message, macKey(kid))
                && AccountKey.parse(new String(message.payload(), StandardCharsets.UTF_8))
                        .thumbprint()
                        .equals(account.thumbprint());
        BindingRow row = fits ? entities.find(BindingRow.class, kid, LockModeType.PESSIMISTIC_WRITE) : null;
        if (row == null || !row.isGood(clock.instant())) {
            throw new AcmeRefusedException(AcmeRefusal.BINDING_REFUSED);
        }
        row.bind(id);
        return kid;
    }

    private static boolean isMacGood(UnverifiedMessage message, byte[] key) {
        try {
            return new MACVerifier(key)
                    .verify(new JWSHeader(JWSAlgorithm.HS256), message.signed(), message.signature());
        } catch (JOSEException e) {
            throw new IllegalStateException("32 bytes are a key for HS256", e);
        }
    }

    private static UUID parse(String kid) {
        try {
            if (kid.length() == UUID_CHARACTERS) {
                return UUID.fromString(kid);
            }
        } catch (IllegalArgumentException malformed) {
            throw new AcmeRefusedException(AcmeRefusal.BINDING_REFUSED);
        }
        throw new AcmeRefusedException(AcmeRefusal.BINDING_REFUSED);
    }
}
