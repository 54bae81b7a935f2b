package org.konsil.server.certification.order;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.acme.ServerAccounts;

/** Orders of the hospital's servers for certificates, from the names to the certificate (RFC 8555, section 7.4). */
@Stateless
public class ServerOrders {

    /** An account that leaves so many orders lying has lost its way. */
    static final int MAX_OPEN = 30;

    static final int PAGE = 50;
    private static final int TOKEN_BYTES = 24;

    @Inject
    OrderTable orders;

    @Inject
    OrderNames names;

    @Inject
    OrderSettings settings;

    @Inject
    OrderIssuance issuance;

    @Inject
    ServerAccounts accounts;

    @Inject
    Clock clock;

    private final SecureRandom random = new SecureRandom();

    /** Takes an order; each name is to be proven anew. */
    public ServerOrder create(UUID account, OrderWish wish) {
        Set<String> wanted = names.require(wish.names());
        // Locks it: one order after another, so that what was counted and looked up still holds.
        accounts.require(account);
        Instant now = now();
        if (orders.countOpen(account, now) >= MAX_OPEN) {
            throw new AcmeRefusedException(AcmeRefusal.TOO_MANY_ORDERS);
        }
        CertificateSerial replaced =
                wish.replaces().map(id -> requireReplaceable(account, id)).orElse(null);
        OrderRow order = new OrderRow(account, now, now.plus(settings.life()), replaced);
        List<AuthorizationRow> proofs = wanted.stream()
                .map(name -> new AuthorizationRow(order.id(), name, newToken()))
                .toList();
        orders.add(order, proofs);
        return shown(order, now);
    }

    /** The order as it is now. */
    public ServerOrder require(UUID account, UUID id) {
        return shown(orders.require(account, id), now());
    }

    /** The account's orders that are not over, the newest first, at most 50 at once. */
    public OrderPage page(UUID account, Optional<UUID> cursor) {
        List<UUID> found = orders.page(account, cursor, PAGE + 1, now()).stream()
                .map(OrderRow::id)
                .toList();
        return found.size() > PAGE
                ? new OrderPage(found.subList(0, PAGE), Optional.of(found.get(PAGE)))
                : new OrderPage(found, Optional.empty());
    }

    /** The authorization as it is now. */
    public NameAuthorization requireAuthorization(UUID account, UUID id) {
        AuthorizationRow row = orders.requireAuthorization(account, id);
        return row.toAuthorization(orders.orderOf(row), now());
    }

    /** The account answers for the name no longer; its order ends with that (section 7.5.2). */
    public NameAuthorization deactivate(UUID account, UUID id) {
        orders.requireAuthorization(account, id);
        AuthorizationRow row = orders.lockAuthorization(id);
        OrderRow order = orders.orderOf(row);
        row.deactivate();
        if (!order.status(now()).equals(OrderRow.VALID)) {
            order.become(OrderRow.INVALID);
        }
        return row.toAuthorization(order, now());
    }

    /** What has to be looked at now that the account says that it is ready; nothing if it was or is being looked at. */
    public Optional<ProofTask> begin(UUID account, UUID id) {
        orders.requireAuthorization(account, id);
        AuthorizationRow row = orders.lockAuthorization(id);
        OrderRow order = orders.orderOf(row);
        Instant now = now();
        if (!now.isBefore(order.expiresAt())) {
            throw new AcmeRefusedException(AcmeRefusal.ORDER_EXPIRED);
        }
        if (!row.begin(now)) {
            return Optional.empty();
        }
        String expected = accounts.keyAuthorization(account, row.token());
        Set<String> permitted = orders.authorizations(order.id()).stream()
                .map(AuthorizationRow::name)
                .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new ProofTask(id, row.name(), row.token(), expected, permitted));
    }

    /** Keeps what was seen; the last proof makes the order ready, a failed one ends it (section 7.1.6). */
    public void settle(UUID id, Optional<AcmeRefusal> failure) {
        AuthorizationRow row = orders.lockAuthorization(id);
        OrderRow order = orders.orderOf(row);
        Instant now = now();
        if (!row.is(AuthorizationRow.PROCESSING)) {
            return;
        }
        row.settle(failure, now);
        boolean pending = order.status(now).equals(OrderRow.PENDING);
        if (pending && failure.isPresent()) {
            order.become(OrderRow.INVALID);
        } else if (pending
                && orders.authorizations(order.id()).stream().allMatch(each -> each.is(AuthorizationRow.VALID))) {
            order.become(OrderRow.READY);
        }
    }

    /**
     * Gives the server its certificate; stored and durable when it returns (section 7.4).
     *
     * @param pkcs10 DER; names exactly the names of the order
     */
    public ServerOrder complete(UUID account, UUID id, byte[] pkcs10) {
        OrderRow order = orders.lock(account, id);
        Instant now = now();
        order.requireReady(now);
        List<String> proven =
                orders.authorizations(id).stream().map(AuthorizationRow::name).toList();
        order.complete(issuance.issue(pkcs10, proven));
        return shown(order, now);
    }

    /** The certificate of a completed order and its CA, DER, the leaf first (section 7.4.2). */
    public List<byte[]> chain(UUID account, UUID id) {
        return orders.require(account, id)
                .serial()
                .flatMap(issuance::findChain)
                .orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.NOT_FOUND));
    }

    private CertificateSerial requireReplaceable(UUID account, String id) {
        CertificateSerial serial = issuance.findNamed(id)
                .filter(found -> orders.findOwner(found).equals(Optional.of(account)))
                .orElseThrow(() -> new AcmeRefusedException(AcmeRefusal.REPLACEMENT_REFUSED));
        if (orders.isReplaced(serial)) {
            throw new AcmeRefusedException(AcmeRefusal.ALREADY_REPLACED);
        }
        return serial;
    }

    private ServerOrder shown(OrderRow order, Instant now) {
        List<NameAuthorization> proofs = orders.authorizations(order.id()).stream()
                .map(row -> row.toAuthorization(order, now))
                .toList();
        return order.toOrder(proofs, now);
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
