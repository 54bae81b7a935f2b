package org.konsil.pki.chain;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.PkiProvider;

/**
 * Looks for paths by names and key identifiers, and follows one only after its signature was checked.
 *
 * <p>The budget counts signatures: a bag of look-alikes costs no more than it (incident I9).
 */
final class PathFinder {

    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_PATHS = 32;

    private final Set<X509Certificate> anchors;
    private final Map<X500Principal, List<X509Certificate>> bySubject = new HashMap<>();
    private final int maxIntermediates;
    private final List<List<X509Certificate>> found = new ArrayList<>();
    private int budget = MAX_SIGNATURES;

    PathFinder(List<X509Certificate> anchors, List<X509Certificate> others, int maxIntermediates) {
        this.anchors = new LinkedHashSet<>(anchors);
        this.maxIntermediates = maxIntermediates;
        Set<X509Certificate> all = new LinkedHashSet<>(anchors);
        all.addAll(others);
        for (X509Certificate each : all) {
            bySubject
                    .computeIfAbsent(each.getSubjectX500Principal(), name -> new ArrayList<>())
                    .add(each);
        }
    }

    /** All paths within the budget, each from the certificate to an anchor; the anchor itself is a path of one. */
    List<List<X509Certificate>> from(X509Certificate certificate) {
        if (anchors.contains(certificate)) {
            found.add(List.of(certificate));
        } else {
            Deque<X509Certificate> path = new ArrayDeque<>();
            path.add(certificate);
            extend(path, 0);
        }
        return found;
    }

    /** @param spent intermediates so far that are not self-issued (RFC 5280, section 6.1.4 (l)) */
    private void extend(Deque<X509Certificate> path, int spent) {
        X509Certificate child = path.getLast();
        for (X509Certificate issuer : bySubject.getOrDefault(child.getIssuerX500Principal(), List.of())) {
            if (found.size() >= MAX_PATHS
                    || path.contains(issuer)
                    || !mayBeIssuer(child, issuer)
                    || !signed(child, issuer)) {
                continue;
            }
            path.addLast(issuer);
            if (anchors.contains(issuer)) {
                found.add(List.copyOf(path));
            } else if (spent + cost(issuer) <= maxIntermediates) {
                extend(path, spent + cost(issuer));
            }
            path.removeLast();
        }
    }

    private static int cost(X509Certificate issuer) {
        return issuer.getSubjectX500Principal().equals(issuer.getIssuerX500Principal()) ? 0 : 1;
    }

    private boolean signed(X509Certificate child, X509Certificate issuer) {
        if (budget == 0) {
            return false;
        }
        budget--;
        try {
            child.verify(issuer.getPublicKey(), PkiProvider.INSTANCE);
            return true;
        } catch (InvalidKeyException e) {
            // A DSA key that inherits its parameters (RFC 3279, section 2.3.2): the algorithm knows them, we do not.
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Where both say which key it was, they must agree (section 4.2.1.1). */
    private static boolean mayBeIssuer(X509Certificate child, X509Certificate issuer) {
        byte[] wanted = authorityKeyId(child);
        byte[] present = subjectKeyId(issuer);
        return wanted == null || present == null || Arrays.equals(wanted, present);
    }

    private static byte @Nullable [] authorityKeyId(X509Certificate certificate) {
        byte[] value = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
        return value == null
                ? null
                : AuthorityKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(value).getOctets())
                        .getKeyIdentifierOctets();
    }

    private static byte @Nullable [] subjectKeyId(X509Certificate certificate) {
        byte[] value = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        return value == null
                ? null
                : SubjectKeyIdentifier.getInstance(
                                ASN1OctetString.getInstance(value).getOctets())
                        .getKeyIdentifier();
    }
}
