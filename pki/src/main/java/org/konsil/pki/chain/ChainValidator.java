package org.konsil.pki.chain;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.konsil.pki.PkiProvider;

/**
 * Finds and checks a chain from a certificate to one of the pinned roots.
 *
 * <p>Bouncy Castle does the algorithm of RFC 5280, section 6. This layer does what it leaves out: it looks for the path itself,
 * with a budget; it hands the anchor's own name constraints over (section 6.1.1 leaves that to the caller); it holds certificates
 * to the rules of section 4 that a reader can check, and lists to section 5; and it asks for purpose and name. The rules of
 * section 4 are not applied to anchors: they are trusted by their key, whatever else they say, but must be CAs, and in time.
 */
public final class ChainValidator {

    private final List<X509Certificate> anchors;

    /** Trusts these, and nothing else. */
    public ChainValidator(Collection<X509Certificate> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /**
     * Checks a certificate.
     *
     * @return the chain: the certificate, its CAs, the root
     * @throws PathRefusedException with the rule that the last of the paths tried broke
     */
    public List<X509Certificate> validate(X509Certificate certificate, PathMaterial material, PathTerms terms)
            throws PathRefusedException {
        PathRefusedException last = new PathRefusedException("RFC 5280, 6.1: no path to a trusted root");
        try {
            PathFinder paths = new PathFinder(anchors, material.certificates(), terms.maxIntermediates());
            for (List<X509Certificate> path : paths.from(certificate)) {
                try {
                    return check(path, material, terms);
                } catch (PathRefusedException e) {
                    last = e;
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new PathRefusedException("RFC 5280, 4: not a certificate", e);
        }
        throw last;
    }

    private static List<X509Certificate> check(List<X509Certificate> path, PathMaterial material, PathTerms terms)
            throws PathRefusedException {
        X509Certificate anchor = path.get(path.size() - 1);
        List<X509Certificate> below = path.subList(0, path.size() - 1);
        AnchorRules.check(anchor, terms.at());
        for (X509Certificate certificate : below) {
            CertificateRules.check(certificate, terms);
        }
        ConstraintRules.check(path);
        if (!below.isEmpty()) {
            algorithm(below, anchor, material, terms);
        }
        PeerRules.check(path.get(0), terms);
        return path;
    }

    /** Section 6, by Bouncy Castle, with a fixed list of certificates: it has nothing to search (incident I9). */
    private static void algorithm(
            List<X509Certificate> below, X509Certificate anchor, PathMaterial material, PathTerms terms)
            throws PathRefusedException {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, constraints(anchor))));
            parameters.setDate(Date.from(terms.at()));
            parameters.setRevocationEnabled(terms.requireStatus());
            if (terms.requireStatus()) {
                Collection<Object> store = new ArrayList<>(ListRules.usable(material.lists()));
                store.addAll(material.certificates());
                parameters.addCertStore(CertStore.getInstance(
                        "Collection", new CollectionCertStoreParameters(store), PkiProvider.INSTANCE));
            }
            CertPathValidator.getInstance("PKIX", PkiProvider.INSTANCE)
                    .validate(
                            CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE)
                                    .generateCertPath(below),
                            parameters);
        } catch (CertPathValidatorException e) {
            throw new PathRefusedException("RFC 5280, 6: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new PathRefusedException("RFC 5280, 6: not checkable", e);
        }
    }

    private static byte @org.jspecify.annotations.Nullable [] constraints(X509Certificate anchor) {
        byte[] extension = anchor.getExtensionValue(Extension.nameConstraints.getId());
        return extension == null ? null : ASN1OctetString.getInstance(extension).getOctets();
    }
}
