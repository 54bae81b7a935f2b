package org.konsil.pki.lint;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.UserNotice;
import org.konsil.pki.profile.Oids;

/** Rules on name constraints and policies. */
final class ConstraintLints {

    static final List<Lint<LintSubject>> NAMES = List.of(
            new Lint<>(
                    "name-constraints-only-in-cas",
                    "RFC 5280, 4.2.1.10",
                    s -> s.isAuthority() || !s.has(Extension.nameConstraints)),
            new Lint<>(
                    "name-constraints-are-critical",
                    "RFC 5280, 4.2.1.10",
                    s -> isCritical(s, Extension.nameConstraints)),
            new Lint<>("name-constraints-are-not-empty", "RFC 5280, 4.2.1.10", ConstraintLints::constrainSomething),
            new Lint<>(
                    "name-constraints-have-no-distances",
                    "RFC 5280, 4.2.1.10",
                    s -> subtrees(s).allMatch(ConstraintLints::hasNoDistance)),
            new Lint<>(
                    "name-constraints-are-well-formed",
                    "RFC 5280, 4.2.1.10",
                    s -> subtrees(s).allMatch(subtree -> isWellFormed(subtree.getBase()))));
    static final Lint<LintSubject> POLICY_CONSTRAINTS_ARE_CRITICAL = new Lint<>(
            "policy-constraints-are-critical", "RFC 5280, 4.2.1.11", s -> isCritical(s, Extension.policyConstraints));
    static final Lint<LintSubject> ANY_POLICY_IS_CRITICAL = new Lint<>(
            "inhibit-any-policy-is-critical", "RFC 5280, 4.2.1.14", s -> isCritical(s, Extension.inhibitAnyPolicy));

    static final List<Lint<LintSubject>> ALL = Stream.concat(
                    NAMES.stream(),
                    Stream.<Lint<LintSubject>>of(
                            POLICY_CONSTRAINTS_ARE_CRITICAL,
                            ANY_POLICY_IS_CRITICAL,
                            new Lint<>(
                                    "name-constraints-have-no-registered-id",
                                    "RFC 5280, 4.2.1.10",
                                    s -> subtrees(s)
                                            .noneMatch(tree -> tree.getBase().getTagNo() == GeneralName.registeredID)),
                            new Lint<>(
                                    "policies-appear-once", "RFC 5280, 4.2.1.4", ConstraintLints::policiesAppearOnce),
                            new Lint<>(
                                    "policy-text-has-200-characters-at-most",
                                    "RFC 5280, 4.2.1.4",
                                    s -> texts(s).allMatch(
                                                    text -> text.getString().length() <= 200)),
                            new Lint<>(
                                    "policy-text-is-utf8",
                                    "RFC 5280, 4.2.1.4; RFC 6818, 3",
                                    s -> texts(s).allMatch(ASN1UTF8String.class::isInstance)),
                            new Lint<>(
                                    "policy-text-has-no-controls",
                                    "RFC 5280, 4.2.1.4",
                                    s -> texts(s).allMatch(text ->
                                            text.getString().chars().noneMatch(Character::isISOControl))),
                            new Lint<>(
                                    "policy-mappings-name-no-any-policy",
                                    "RFC 5280, 4.2.1.5",
                                    s -> mapped(s)
                                            .noneMatch(policy -> policy.getId().equals(Oids.ANY_POLICY))),
                            new Lint<>(
                                    "policy-mappings-are-critical",
                                    "RFC 5280, 4.2.1.5",
                                    s -> isCritical(s, Extension.policyMappings))))
            .toList();

    private static final int IPV4_AND_MASK = 8;
    private static final int IPV6_AND_MASK = 32;

    private ConstraintLints() {}

    private static boolean isCritical(LintSubject subject, ASN1ObjectIdentifier oid) {
        return subject.extension(oid).map(Extension::isCritical).orElse(true);
    }

    private static Stream<GeneralSubtree> subtrees(LintSubject subject) {
        return subject.value(Extension.nameConstraints).map(NameConstraints::getInstance).stream()
                .flatMap(
                        constraints -> Stream.of(constraints.getPermittedSubtrees(), constraints.getExcludedSubtrees()))
                .filter(trees -> trees != null)
                .flatMap(Stream::of);
    }

    private static boolean constrainSomething(LintSubject subject) {
        return !subject.has(Extension.nameConstraints)
                || subtrees(subject).findAny().isPresent();
    }

    private static boolean hasNoDistance(GeneralSubtree subtree) {
        return subtree.getMinimum().equals(BigInteger.ZERO) && subtree.getMaximum() == null;
    }

    private static boolean isWellFormed(GeneralName base) {
        return switch (base.getTagNo()) {
            case GeneralName.dNSName ->
                AlternativeNameLints.text(base).isEmpty()
                        || (!AlternativeNameLints.text(base).startsWith("*")
                                && AlternativeNameLints.isHostName(AlternativeNameLints.text(base)));
            case GeneralName.rfc822Name -> isMailConstraint(AlternativeNameLints.text(base));
            case GeneralName.iPAddress ->
                isNetwork(ASN1OctetString.getInstance(base.getName()).getOctets());
            default -> true;
        };
    }

    /** A mailbox, a host, or a domain with a leading period. */
    private static boolean isMailConstraint(String text) {
        if (text.contains("@")) {
            int at = text.indexOf('@');
            return at > 0 && AlternativeNameLints.isHostName(text.substring(at + 1));
        }
        return AlternativeNameLints.isHostName(text.startsWith(".") ? text.substring(1) : text);
    }

    /** Address and mask, the mask's ones before its zeros (RFC 4632, section 3.1). */
    private static boolean isNetwork(byte[] octets) {
        if (octets.length != IPV4_AND_MASK && octets.length != IPV6_AND_MASK) {
            return false;
        }
        byte[] mask = java.util.Arrays.copyOfRange(octets, octets.length / 2, octets.length);
        BigInteger inverse = new BigInteger(1, mask).not().mod(BigInteger.ONE.shiftLeft(8 * mask.length));
        return inverse.and(inverse.add(BigInteger.ONE)).signum() == 0;
    }

    private static boolean policiesAppearOnce(LintSubject subject) {
        List<ASN1ObjectIdentifier> policies =
                policies(subject).map(PolicyInformation::getPolicyIdentifier).toList();
        Set<ASN1ObjectIdentifier> once = new HashSet<>(policies);
        return once.size() == policies.size();
    }

    private static Stream<PolicyInformation> policies(LintSubject subject) {
        return subject.value(Extension.certificatePolicies).stream()
                .flatMap(value ->
                        Stream.of(CertificatePolicies.getInstance(value).getPolicyInformation()));
    }

    private static Stream<ASN1String> texts(LintSubject subject) {
        return policies(subject)
                .map(PolicyInformation::getPolicyQualifiers)
                .filter(qualifiers -> qualifiers != null)
                .flatMap(ConstraintLints::elements)
                .map(ASN1Sequence::getInstance)
                .filter(qualifier -> qualifier.getObjectAt(0).equals(PolicyQualifierId.id_qt_unotice))
                .map(qualifier -> UserNotice.getInstance(qualifier.getObjectAt(1)))
                .map(notice -> notice.getExplicitText())
                .filter(text -> text != null)
                .map(text -> (ASN1String) text.toASN1Primitive());
    }

    private static Stream<ASN1ObjectIdentifier> mapped(LintSubject subject) {
        return subject.value(Extension.policyMappings).stream()
                .map(ASN1Sequence::getInstance)
                .flatMap(ConstraintLints::elements)
                .flatMap(pair -> elements(ASN1Sequence.getInstance(pair)))
                .map(ASN1ObjectIdentifier::getInstance);
    }

    private static Stream<ASN1Encodable> elements(ASN1Sequence sequence) {
        return Stream.of(sequence.toArray());
    }
}
