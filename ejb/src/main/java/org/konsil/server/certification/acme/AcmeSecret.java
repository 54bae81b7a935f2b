package org.konsil.server.certification.acme;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret outside the database from which keys are derived: HMAC-SHA-256 as a pseudorandom function (RFC 2104), a label in
 * front of the input for each use. All nodes have the same file.
 */
@ApplicationScoped
class AcmeSecret {

    private static final String ALGORITHM = "HmacSHA256";

    @Inject
    AcmeSettings settings;

    private SecretKeySpec key;

    @SuppressWarnings("NullAway.Init") // the container makes it, open fills it
    AcmeSecret() {}

    @PostConstruct
    void open() {
        key = new SecretKeySpec(settings.readSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** 32 bytes; the same for the same label and input. */
    byte[] derive(String label, byte[] input) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(label.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "AcmeSecret";
    }
}
