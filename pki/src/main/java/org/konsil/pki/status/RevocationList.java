package org.konsil.pki.status;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.status.ChainRefusedException.Reason;

/** A CRL whose signature, issuer and scope were checked. */
public final class RevocationList {

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int CRL_SIGN = 6;
    private static final Set<String> KNOWN_CRITICAL = Set.of(Extension.issuingDistributionPoint.getId());

    private final X509CRL list;
    private final BigInteger number;
    private final Set<BigInteger> serials = new HashSet<>();

    private RevocationList(X509CRL list, BigInteger number) {
        this.list = list;
        this.number = number;
        Collection<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        if (entries != null) {
            entries.forEach(entry -> serials.add(entry.getSerialNumber()));
        }
    }

    /**
     * Reads a list and checks that this CA signed it for all of its certificates and all reasons.
     *
     * @throws ChainRefusedException if not
     */
    public static RevocationList read(byte[] der, X509Certificate issuer) throws ChainRefusedException {
        try {
            return check(parse(der), issuer);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new ChainRefusedException(Reason.LIST_UNREADABLE, e);
        }
    }

    private static RevocationList check(X509CRL list, X509Certificate issuer) throws ChainRefusedException {
        boolean[] usage = issuer.getKeyUsage();
        if (usage == null
                || !usage[CRL_SIGN]
                || !list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new ChainRefusedException(Reason.LIST_OF_ANOTHER_CA);
        }
        try {
            list.verify(issuer.getPublicKey(), PkiProvider.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new ChainRefusedException(Reason.LIST_OF_ANOTHER_CA, e);
        }
        requireWholeScope(list);
        ASN1Integer number = ASN1Integer.getInstance(value(list.getExtensionValue(Extension.cRLNumber.getId())));
        return new RevocationList(list, number.getPositiveValue());
    }

    /** The list's number; a list with a smaller one is older. */
    public BigInteger number() {
        return number;
    }

    /** The list's first instant. */
    public Instant thisUpdate() {
        return list.getThisUpdate().toInstant();
    }

    /** The instant from which the list counts for nothing. */
    public Instant nextUpdate() {
        return list.getNextUpdate().toInstant();
    }

    /** Whether the list names the serial. */
    public boolean contains(BigInteger serial) {
        return serials.contains(serial);
    }

    /** What the list revokes; a reason that is not in RFC 5280 counts as none. */
    public List<RevokedCertificate> entries() {
        Collection<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null
                ? List.of()
                : entries.stream()
                        .map(entry -> new RevokedCertificate(
                                entry.getSerialNumber(),
                                entry.getRevocationDate().toInstant(),
                                reason(entry)))
                        .toList();
    }

    private static RevocationReason reason(X509CRLEntry entry) {
        return Optional.ofNullable(entry.getRevocationReason())
                .flatMap(reason -> RevocationReason.find(reason.ordinal()))
                .orElse(RevocationReason.UNSPECIFIED);
    }

    /** Whether everything that the other list names is named here too. */
    public boolean containsAllOf(RevocationList other) {
        return serials.containsAll(other.serials);
    }

    /** Refuses a list from the future, and one whose time is over: no fresh word is no good word. */
    public void requireCurrent(Instant at) throws ChainRefusedException {
        if (at.isBefore(list.getThisUpdate().toInstant()) || !at.isBefore(nextUpdate())) {
            throw new ChainRefusedException(Reason.LIST_OUT_OF_DATE);
        }
    }

    private static X509CRL parse(byte[] der) throws ChainRefusedException {
        if (der.length > MAX_BYTES) {
            throw new ChainRefusedException(Reason.LIST_UNREADABLE);
        }
        try {
            ByteArrayInputStream bytes = new ByteArrayInputStream(der);
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                    .generateCRL(bytes);
            if (list == null || !Arrays.equals(list.getEncoded(), der) || list.getNextUpdate() == null) {
                throw new ChainRefusedException(Reason.LIST_UNREADABLE);
            }
            return list;
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new ChainRefusedException(Reason.LIST_UNREADABLE, e);
        }
    }

    private static void requireWholeScope(X509CRL list) throws ChainRefusedException {
        Set<String> critical = list.getCriticalExtensionOIDs();
        if (critical != null && !KNOWN_CRITICAL.containsAll(critical)) {
            throw new ChainRefusedException(Reason.UNKNOWN_CRITICAL_EXTENSION);
        }
        byte[] extension = list.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (extension != null) {
            IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(value(extension));
            if (scope.isIndirectCRL()
                    || scope.onlyContainsCACerts()
                    || scope.onlyContainsUserCerts()
                    || scope.onlyContainsAttributeCerts()
                    || scope.getOnlySomeReasons() != null) {
                throw new ChainRefusedException(Reason.LIST_UNREADABLE);
            }
        }
    }

    private static byte[] value(byte @org.jspecify.annotations.Nullable [] extension) {
        if (extension == null) {
            throw new IllegalArgumentException("an extension is missing");
        }
        return ASN1OctetString.getInstance(extension).getOctets();
    }
}
