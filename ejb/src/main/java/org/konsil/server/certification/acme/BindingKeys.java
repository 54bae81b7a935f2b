package org.konsil.server.certification.acme;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.BindingKeyIssued;
import org.konsil.server.certification.BindingKeyRevoked;
import org.konsil.server.certification.UnknownBindingKeyException;

/** The keys with which officers let servers open accounts (RFC 8555, section 7.3.4): one account for each. */
@Stateless
public class BindingKeys {

    private static final int MAX_LISTED = 1000;

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    AcmeSettings settings;

    @Inject
    BindingCheck check;

    @Inject
    AccountTable accounts;

    @Inject
    Event<BindingKeyIssued> issued;

    @Inject
    Event<BindingKeyRevoked> revoked;

    @Inject
    Clock clock;

    /** Makes a key; it is not stored, so nobody can ask for it again. */
    public HandedOutKey issue(Caller officer, String label) {
        UUID kid = UUID.randomUUID();
        Instant now = now();
        Instant until = now.plus(settings.bindingLife());
        entities.persist(new BindingRow(kid, label, officer.subject(), now, until));
        issued.fire(new BindingKeyIssued(kid, officer.subject(), now));
        return new HandedOutKey(kid, check.macKey(kid), until);
    }

    /** The newest thousand, the newest first. */
    public List<BindingKey> list() {
        return entities.createQuery("select b from BindingRow b order by b.issuedAt desc", BindingRow.class)
                .setMaxResults(MAX_LISTED)
                .getResultStream()
                .map(BindingRow::toKey)
                .toList();
    }

    /**
     * Takes it back: it opens nothing any more, and the account that it opened is closed. Its certificates stay as they are. A
     * repeat changes nothing.
     *
     * @throws UnknownBindingKeyException if there is none
     */
    public void revoke(Caller officer, UUID kid) {
        BindingRow row = entities.find(BindingRow.class, kid, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new UnknownBindingKeyException(kid);
        }
        Instant now = now();
        if (row.revoke(now)) {
            row.account().ifPresent(account -> accounts.lock(account).close(AccountRow.REVOKED));
            revoked.fire(new BindingKeyRevoked(kid, officer.subject(), now));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
