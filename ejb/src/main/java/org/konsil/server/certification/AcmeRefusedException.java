package org.konsil.server.certification;

import jakarta.ejb.ApplicationException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something asked for over ACME was refused; nothing came of it. */
@ApplicationException(rollback = true)
public class AcmeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AcmeRefusal refusal;
    private final @Nullable UUID account;

    public AcmeRefusedException(AcmeRefusal refusal) {
        this(refusal, null);
    }

    /** A refusal because of an account that the caller is told of. */
    public AcmeRefusedException(AcmeRefusal refusal, @Nullable UUID account) {
        super(refusal.name());
        this.refusal = refusal;
        this.account = account;
    }

    /** Why. */
    public AcmeRefusal refusal() {
        return refusal;
    }

    /** The account that stands in the way, if one does. */
    public Optional<UUID> account() {
        return Optional.ofNullable(account);
    }
}
