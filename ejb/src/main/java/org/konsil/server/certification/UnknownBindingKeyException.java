package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/** No such key for opening an ACME account was ever handed out. */
@ApplicationException(rollback = true)
public class UnknownBindingKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownBindingKeyException(UUID kid) {
        super("unknown binding key " + kid);
    }
}
