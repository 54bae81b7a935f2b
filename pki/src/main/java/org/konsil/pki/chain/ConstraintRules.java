package org.konsil.pki.chain;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;

/** What name constraints (RFC 5280, section 4.2.1.10) need beside the algorithm: a bound on the work, and wildcards. */
final class ConstraintRules {

    /** Names times subtrees: no hospital's chain has more, and checking them costs milliseconds. */
    private static final long MAX_WORK = 250_000;

    private ConstraintRules() {}

    static void check(List<X509Certificate> path) throws PathRefusedException {
        long work = 0;
        for (int ca = 1; ca < path.size(); ca++) {
            NameConstraints constraints = constraints(path.get(ca));
            if (constraints == null) {
                continue;
            }
            for (X509Certificate below : path.subList(0, ca)) {
                List<GeneralName> names = names(below);
                work += (names.size() + 1L)
                        * (size(constraints.getPermittedSubtrees()) + size(constraints.getExcludedSubtrees()));
                if (work > MAX_WORK) {
                    throw new PathRefusedException("RFC 5280, 8: too many names for too many constraints");
                }
                requireWildcardsInside(names, constraints);
            }
        }
    }

    /**
     * A wildcard stands for every name it matches (RFC 9525, section 6.3): none of them may be excluded, and all of them must be
     * permitted.
     */
    private static void requireWildcardsInside(List<GeneralName> names, NameConstraints constraints)
            throws PathRefusedException {
        for (GeneralName name : names) {
            if (name.getTagNo() != GeneralName.dNSName || !text(name).startsWith("*.")) {
                continue;
            }
            String parent = text(name).substring(2);
            boolean excluded = subtrees(constraints.getExcludedSubtrees())
                    .anyMatch(subtree -> isWithin(parent, subtree) || isChildOf(subtree, parent));
            boolean limited =
                    subtrees(constraints.getPermittedSubtrees()).findAny().isPresent();
            boolean permitted =
                    subtrees(constraints.getPermittedSubtrees()).anyMatch(subtree -> isWithin(parent, subtree));
            if (excluded || (limited && !permitted)) {
                throw new PathRefusedException("RFC 5280, 4.2.1.10: a wildcard reaches beyond the constraints");
            }
        }
    }

    private static boolean isWithin(String name, String subtree) {
        return subtree.isEmpty() || name.equals(subtree) || name.endsWith("." + subtree);
    }

    /** Whether the wildcard over {@code parent} matches the subtree's own top, or a name of it. */
    private static boolean isChildOf(String subtree, String parent) {
        return subtree.endsWith("." + parent) && subtree.indexOf('.') == subtree.length() - parent.length() - 1;
    }

    private static Stream<String> subtrees(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null
                ? Stream.empty()
                : Stream.of(subtrees)
                        .map(GeneralSubtree::getBase)
                        .filter(base -> base.getTagNo() == GeneralName.dNSName)
                        .map(ConstraintRules::text);
    }

    private static int size(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? 0 : subtrees.length;
    }

    static List<GeneralName> names(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        return extension == null
                ? List.of()
                : List.of(GeneralNames.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getNames());
    }

    private static @Nullable NameConstraints constraints(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.nameConstraints.getId());
        return extension == null
                ? null
                : NameConstraints.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets());
    }

    static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString().toLowerCase(Locale.ROOT);
    }
}
