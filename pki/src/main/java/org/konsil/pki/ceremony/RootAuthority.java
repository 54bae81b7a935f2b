package org.konsil.pki.ceremony;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.LintFailedException;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.CaSigner;

/** The root at work: it certifies the issuing CAs and signs its lists; its key is in memory while it does. */
final class RootAuthority {

    /** A list for a year: the root comes out of its safe once in that time. */
    private static final Duration LIST_LIFE = Duration.ofDays(366);

    private final CaSigner signer;
    private final CeremonyPlan plan;
    private final Clock clock;

    RootAuthority(CaSigner signer, CeremonyPlan plan, Clock clock) {
        this.signer = signer;
        this.plan = plan;
        this.clock = clock;
    }

    /** The root that a new key becomes. */
    static RootAuthority create(CaKey key, CeremonyPlan plan, String commonName, Clock clock) {
        X509Certificate certificate = new RootCertificate(new SerialNumbers(new SecureRandom()))
                .make(key, plan.hospital(), commonName, clock.instant());
        return new RootAuthority(key.certified(certificate), plan, clock);
    }

    X509Certificate certificate() {
        return signer.certificate();
    }

    X509Certificate[] chain() {
        return new X509Certificate[] {certificate()};
    }

    /** Certifies an issuing CA's key for the names and purposes of its profile. */
    X509Certificate certify(IssuingAuthority authority, byte[] publicKey) {
        CertificateProfile profile = IssuingAuthorities.profile(authority);
        IssuanceOrder order = new IssuanceOrder(
                profile,
                publicKey,
                IssuingAuthorities.names(authority, plan),
                plan.addresses().of(IssuingAuthority.ROOT, 1));
        try {
            return new CertificateIssuer(
                            signer, plan.serverNames().get(0), new SerialNumbers(new SecureRandom()), clock)
                    .issue(order, ticket -> {});
        } catch (LintFailedException e) {
            throw new CeremonyException("no issuing CA comes out of that: " + e.getMessage(), e);
        }
    }

    /** The list for the year to come, in which nothing is revoked: number 1. */
    void writeList(Path folder) throws IOException {
        SecretFiles.writeNew(
                folder.resolve(CeremonyFiles.ROOT_LIST), lists().build(BigInteger.ONE, clock.instant(), List.of()));
    }

    /** For each issuing CA the list that revokes it, with a higher number, so that it takes the usual one's place. */
    void writeEmergencyLists(Path folder, Map<IssuingAuthority, X509Certificate> made) throws IOException {
        Instant now = clock.instant();
        for (Map.Entry<IssuingAuthority, X509Certificate> authority : made.entrySet()) {
            RevokedCertificate lost =
                    new RevokedCertificate(authority.getValue().getSerialNumber(), now, RevocationReason.CA_COMPROMISE);
            SecretFiles.writeNew(
                    folder.resolve(CeremonyFiles.emergencyList(authority.getKey())),
                    lists().build(BigInteger.valueOf(1L + authority.getKey().ordinal()), now, List.of(lost)));
        }
    }

    /** Complete, not a shard: OpenSSL looks for the root itself on it, and the root has no distribution point (tried). */
    private RevocationListBuilder lists() {
        return new RevocationListBuilder(signer, LIST_LIFE);
    }
}
