package org.konsil.server.messaging.signing;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.signer.StoredFunctionKey;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.function.FunctionCertificates;

/**
 * The server's keys for proposals. The newest is published, and groups list it; those before it go on signing for the groups
 * that list them until their end. All nodes share them.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class DeliveryKeys {

    private static final Logger LOGGER = System.getLogger(DeliveryKeys.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    SigningSettings settings;

    @Inject
    Authorities authorities;

    @Inject
    FunctionCertificates certificates;

    @Inject
    Clock clock;

    private final Object turn = new Object();
    private List<DeliveryKey> keys = List.of();
    private Instant notBefore = Instant.MIN;

    /**
     * The newest key's certificate and its CA's, DER; made when there is none, or the end of the newest is as near as its profile
     * says. Empty if this server has no Service CA or no password for such a key, or it cannot be made now.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<byte[]> published() {
        synchronized (turn) {
            Optional<char[]> password = settings.password();
            if (password.isEmpty() || !authorities.present().contains(IssuingAuthority.SERVICE)) {
                return List.of();
            }
            try {
                return newest(password.get()).map(DeliveryKey::chain).orElse(List.of());
            } finally {
                Arrays.fill(password.get(), '\0');
            }
        }
    }

    private Optional<DeliveryKey> newest(char[] password) {
        Instant now = clock.instant();
        if (last().isEmpty()) {
            load(password);
        }
        Optional<DeliveryKey> present = last();
        boolean due = present.isEmpty()
                || CertificateProfiles.DELIVERY_SERVICE
                        .lifetime()
                        .isRenewalDue(present.get().notAfter(), now);
        if (!due || now.isBefore(notBefore)) {
            return present.filter(key -> now.isBefore(key.notAfter()));
        }
        try {
            return Optional.of(make(password));
        } catch (RuntimeException failed) {
            // Devices come in all the same; the next one after a while lets it try again.
            LOGGER.log(Level.ERROR, "KONSIL-MESSAGING-2: the key for the server's proposals cannot be made", failed);
            notBefore = now.plus(AFTER_FAILURE);
            return present.filter(key -> now.isBefore(key.notAfter()));
        }
    }

    private Optional<DeliveryKey> last() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
    }

    private DeliveryKey make(char[] password) {
        FunctionKey key = FunctionKey.generate();
        X509Certificate certificate =
                certificates.certify(CertificateProfiles.DELIVERY_SERVICE.name(), "Delivery Service", key.publicKey());
        X509Certificate issuer = parse(authorities.certificate(IssuingAuthority.SERVICE));
        byte[] sealed = key.sealed(List.of(certificate, issuer), password);
        entities.persist(new DeliveryKeyRow(
                Certificates.der(certificate),
                Certificates.der(issuer),
                sealed,
                certificate.getNotAfter().toInstant()));
        entities.flush();
        // Read again once it is committed: until then nobody may sign with it.
        keys = List.of();
        return DeliveryKey.of(StoredFunctionKey.open(sealed, password));
    }

    private static X509Certificate parse(byte[] der) {
        try {
            return Certificates.parse(der);
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("the Service CA's certificate cannot be read", unreadable);
        }
    }

    private void load(char[] password) {
        keys =
                entities
                        .createQuery("select k from DeliveryKeyRow k order by k.id", DeliveryKeyRow.class)
                        .getResultList()
                        .stream()
                        .map(row -> DeliveryKey.of(StoredFunctionKey.open(row.sealed, password)))
                        .toList();
    }

    /** Whether every one of these is a key of this server, be it the newest or not. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean areOurs(List<ExternalSender> senders) {
        return areAmong(senders) || reload() && areAmong(senders);
    }

    private boolean areAmong(List<ExternalSender> senders) {
        synchronized (turn) {
            return keys.stream().map(DeliveryKey::sender).toList().containsAll(senders);
        }
    }

    /** Another node may have made one. */
    private boolean reload() {
        Optional<char[]> password = settings.password();
        password.ifPresent(opening -> {
            try {
                synchronized (turn) {
                    load(opening);
                }
            } finally {
                Arrays.fill(opening, '\0');
            }
        });
        return password.isPresent();
    }

    /**
     * Proposes to remove a leaf, with a key that the group lists (RFC 9420, section 12.1.8.1); nothing if it lists none that this
     * server can sign with now. Outside of the caller's transaction: if it fails, that one goes on.
     *
     * @param listed the group's {@code external_senders}
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<PublicMessage> proposeRemoval(Bytes groupId, long epoch, int leaf, List<ExternalSender> listed) {
        Optional<DeliveryKey> key = listed.isEmpty() ? Optional.empty() : find(listed);
        return key.map(found -> PublicMessage.fromOutside(
                new FramedContent(
                        groupId,
                        epoch,
                        new Sender.External(listed.indexOf(found.sender())),
                        Bytes.EMPTY,
                        new Content.OneProposal(new Proposal.Remove(leaf))),
                CipherSuite.P256,
                found.handle()));
    }

    private Optional<DeliveryKey> find(List<ExternalSender> listed) {
        Optional<DeliveryKey> known = findAmong(listed);
        return known.isPresent() || !reload() ? known : findAmong(listed);
    }

    private Optional<DeliveryKey> findAmong(List<ExternalSender> listed) {
        Instant now = clock.instant();
        synchronized (turn) {
            return keys.stream()
                    .filter(key -> listed.contains(key.sender()) && now.isBefore(key.notAfter()))
                    .reduce((earlier, later) -> later);
        }
    }
}
