package org.konsil.pki.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.Certificates;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.TestHospital;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;

class ShardsTest {

    private static final Duration LIFE = Duration.ofHours(72);

    @Test
    @DisplayName("A5 incident I4: shards are counted from 1, and ten thousand certificates fill one")
    void dealsOutInTheOrderOfIssuance() {
        assertThat(Shards.of(0)).isEqualTo(1);
        assertThat(Shards.of(9_999)).isEqualTo(1);
        assertThat(Shards.of(10_000)).isEqualTo(2);
        assertThatThrownBy(() -> Shards.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("A5 incident I4: a shard's scope is its certificates' distribution point, critical, without flags")
    void scopeIsTheDistributionPointOfItsCertificates() throws Exception {
        TestAuthorities authorities = TestAuthorities.open();
        X509CertificateHolder certificate =
                new X509CertificateHolder(Certificates.der(authorities.issue(CertificateProfiles.STAFF_DEVICE)));
        String address = TestAuthorities.locations(IssuingAuthority.DEVICE).revocationList();

        X509CRLHolder list =
                new X509CRLHolder(RevocationListBuilder.ofShard(authorities.ca(IssuingAuthority.DEVICE), LIFE, address)
                        .build(BigInteger.ONE, TestHospital.NOW, List.of()));

        Extension extension = list.getExtension(Extension.issuingDistributionPoint);
        IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(extension.getParsedValue());
        CRLDistPoint points = CRLDistPoint.getInstance(
                certificate.getExtension(Extension.cRLDistributionPoints).getParsedValue());
        assertThat(extension.isCritical()).isTrue();
        assertThat(scope.getDistributionPoint()).isEqualTo(points.getDistributionPoints()[0].getDistributionPoint());
        assertThat(scope.onlyContainsUserCerts() || scope.onlyContainsCACerts() || scope.isIndirectCRL())
                .isFalse();
    }

    @Test
    void refusesMoreEntriesThanAShardHolds() throws Exception {
        TestHospital hospital = TestHospital.open();
        RevokedCertificate entry =
                new RevokedCertificate(BigInteger.TEN, TestHospital.NOW, RevocationReason.UNSPECIFIED);
        List<RevokedCertificate> many = new ArrayList<>(Collections.nCopies(10_001, entry));

        assertThatThrownBy(() -> RevocationListBuilder.ofShard(hospital.deviceCa, LIFE, "http://x/1.crl")
                        .build(BigInteger.ONE, TestHospital.NOW, many))
                .isInstanceOf(RevocationListFailedException.class);
    }

    @Test
    @DisplayName("A5: what expired stays on one more list (RFC 5280, 3.3)")
    void keepsWhatExpiredForOneMoreList() {
        Instant last = Instant.parse("2026-11-24T08:00:00Z");

        assertThat(Shards.keeps(last.plusSeconds(1), last)).isTrue();
        assertThat(Shards.keeps(last, last)).isTrue();
        assertThat(Shards.keeps(last.minusSeconds(1), last)).isFalse();
    }
}
