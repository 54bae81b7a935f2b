package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.StatusStatement;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.status.Leases;
import org.konsil.server.certification.status.StatusDesk;
import org.konsil.server.certification.status.StatusReply;
import org.konsil.server.platform.TestDatabase;

/** What is said of certificates, on a real PostgreSQL: OCSP, leases, lists in shards. */
class StatusStoreTest {
    private static final Caller ANNA = TestCertification.person("anna", Role.STAFF);
    private static final MovableClock CLOCK = new MovableClock();

    private static TestDatabase database;
    private static TestCas cas;

    private final KnownSubjects subjects = new KnownSubjects();
    private final CertificateSubject tablet = subjects.device(ANNA);
    private TestCertification node;

    @BeforeAll
    static void opens() throws Exception {
        cas = new TestCas(CLOCK);
        database = new TestDatabase();
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void startsANode() {
        CLOCK.reset();
        node = new TestCertification(database, cas, subjects, CLOCK);
    }

    @Test
    @DisplayName(
            "A5: a server's certificate is good, with the nonce of the question; the same question without one is signed once")
    void answersForServers() throws Exception {
        BigInteger serial = server("good.klinikum.example").serial().value();
        byte[] nonce = {1, 2, 3, 4, 5, 6, 7, 8};

        BasicOCSPResp live = basic(ask(IssuingAuthority.SERVICE, serial, nonce));
        byte[] first = ask(IssuingAuthority.SERVICE, serial, null);
        byte[] second = ask(IssuingAuthority.SERVICE, serial, null);

        assertThat(live.getResponses()[0].getCertStatus()).isEqualTo(CertificateStatus.GOOD);
        assertThat(live.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getExtnValue())
                .isEqualTo(new DEROctetString(new DEROctetString(nonce).getEncoded()));
        assertThat(second).isEqualTo(first);
        CLOCK.advance(Duration.ofMinutes(31));
        assertThat(ask(IssuingAuthority.SERVICE, serial, null)).isNotEqualTo(first);
    }

    @Test
    @DisplayName(
            "A5: what was revoked is so in the answer to the next question, although an answer was signed beforehand")
    void revocationIsKnownAtTheCommit() throws Exception {
        IssuedCertificate certificate = server("revoked.klinikum.example");
        ask(IssuingAuthority.SERVICE, certificate.serial().value(), null);

        node.revoke(certificate.serial(), RevocationReason.SUPERSEDED);

        BasicOCSPResp answer =
                basic(ask(IssuingAuthority.SERVICE, certificate.serial().value(), null));
        assertThat(answer.getResponses()[0].getCertStatus())
                .isInstanceOfSatisfying(
                        RevokedStatus.class,
                        revoked -> assertThat(revoked.getRevocationReason())
                                .isEqualTo(RevocationReason.SUPERSEDED.code()));
    }

    @Test
    void whatWasNeverIssuedIsUnknown() throws Exception {
        BasicOCSPResp answer = basic(ask(IssuingAuthority.SERVICE, BigInteger.valueOf(4711), null));

        assertThat(answer.getResponses()[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
    }

    @Test
    void refusesNoiseAndQuestionsForOthers() throws Exception {
        byte[] foreign = question(cas.signers().get(IssuingAuthority.STAFF).certificate(), BigInteger.ONE, null);

        assertThat(status(reply(IssuingAuthority.SERVICE, new byte[] {1, 2, 3})))
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(status(reply(IssuingAuthority.SERVICE, foreign))).isEqualTo(OCSPResp.UNAUTHORIZED);
    }

    @Test
    @DisplayName("N7: a device has its lease from the beginning, checkable offline, the same for everybody who asks")
    void aDeviceHasALease() throws Exception {
        IssuedCertificate device = device();

        byte[] lease = ask(IssuingAuthority.DEVICE, device.serial().value(), null);

        StatusStatement statement = StatusStatement.requireGood(
                lease,
                cas.signers().get(IssuingAuthority.DEVICE).certificate(),
                device.serial().value(),
                CLOCK.instant());
        assertThat(Duration.between(CLOCK.instant(), statement.nextUpdate())).isEqualTo(Duration.ofHours(24));
        assertThat(ask(IssuingAuthority.DEVICE, device.serial().value(), new byte[] {9}))
                .as("nothing is signed for a device when asked")
                .isEqualTo(lease);
    }

    @Test
    @DisplayName("N7: the lease is renewed at half of its time while the device is in good standing")
    void renewsTheLease() throws Exception {
        IssuedCertificate device = device();
        Instant first = end(device);

        CLOCK.advance(Duration.ofHours(11));
        renew();
        assertThat(end(device)).isEqualTo(first);
        CLOCK.advance(Duration.ofHours(2));
        renew();

        assertThat(end(device)).isEqualTo(CLOCK.instant().plus(Duration.ofHours(24)));
    }

    @Test
    @DisplayName(
            "N7: D1, D2, D3: the lease of a device in bad standing lapses, the answer is to try later, until it is good again")
    void aLeaseLapses() throws Exception {
        IssuedCertificate device = device();
        subjects.suspect(tablet.device());

        CLOCK.advance(Duration.ofHours(25));
        renew();

        assertThat(status(reply(IssuingAuthority.DEVICE, question(device, null))))
                .isEqualTo(OCSPResp.TRY_LATER);
        subjects.trust(tablet.device());
        renew();
        assertThat(end(device)).isAfter(CLOCK.instant());
    }

    @Test
    @DisplayName(
            "N7: a revoked device has no lease, and OCSP says revoked at once; a hold ends, and there is a lease again")
    void revocationAndHoldEndTheLease() throws Exception {
        IssuedCertificate device = device();
        byte[] lease = ask(IssuingAuthority.DEVICE, device.serial().value(), null);
        node.revoke(device.serial(), RevocationReason.CERTIFICATE_HOLD);
        BasicOCSPResp held = basic(ask(IssuingAuthority.DEVICE, device.serial().value(), null));
        assertThat(held.getResponses()[0].getCertStatus()).isInstanceOf(RevokedStatus.class);

        node.agree(TestCertification.APPROVER, node.askRelease(device.serial()));
        assertThat(ask(IssuingAuthority.DEVICE, device.serial().value(), null)).isNotEqualTo(lease);
        assertThat(end(device)).isAfter(CLOCK.instant());
        node.revoke(device.serial(), RevocationReason.KEY_COMPROMISE);

        byte[] revoked = ask(IssuingAuthority.DEVICE, device.serial().value(), null);
        assertThatThrownBy(() -> StatusStatement.requireGood(
                        revoked,
                        cas.signers().get(IssuingAuthority.DEVICE).certificate(),
                        device.serial().value(),
                        CLOCK.instant()))
                .isInstanceOf(ChainRefusedException.class);
    }

    @Test
    @DisplayName(
            "A5: incident I4: the shard that a certificate points to names it when it is revoked, and says so of itself")
    void theShardNamesTheRevoked() throws Exception {
        IssuedCertificate device = device();
        X509CRL before = crl(ListName.shard(IssuingAuthority.DEVICE, 1));

        node.revoke(device.serial(), RevocationReason.KEY_COMPROMISE);

        X509CRL shard = crl(ListName.shard(IssuingAuthority.DEVICE, 1));
        assertThat(before.getRevokedCertificate(device.serial().value())).isNull();
        assertThat(shard.getRevokedCertificate(device.serial().value())).isNotNull();
        assertThat(crl(ListName.ALL_DEVICES)
                        .getRevokedCertificate(device.serial().value()))
                .isNotNull();
        assertThat(shard.getCriticalExtensionOIDs()).containsExactly(Extension.issuingDistributionPoint.getId());
        assertThat(number(shard)).isGreaterThan(number(before));
    }

    @Test
    @DisplayName("A5: what expired stays on one more list of its shard, and is gone from the one after")
    void theExpiredStayOnOneMoreList() throws Exception {
        IssuedCertificate device = device();
        node.revoke(device.serial(), RevocationReason.SUPERSEDED);
        ListName shard = ListName.shard(IssuingAuthority.DEVICE, 1);
        crl(shard);

        CLOCK.set(device.notAfter().plusSeconds(60));
        assertThat(crl(shard).getRevokedCertificate(device.serial().value())).isNotNull();
        CLOCK.advance(Duration.ofHours(40));

        assertThat(crl(shard).getRevokedCertificate(device.serial().value())).isNull();
    }

    private IssuedCertificate device() throws Exception {
        return node.enrol(ANNA, node.request(ANNA, Requests.newKeys(), tablet));
    }

    private IssuedCertificate server(String name) throws Exception {
        KeyPair keys = Requests.newKeys();
        Enrolment made = node.ask(
                TestCertification.OPERATOR, "tls-server", EnrolmentWay.UPLOAD, Requests.ofServer(keys, "", name));
        return ((Enrolment.Issued) made).certificate();
    }

    private void renew() {
        node.run(beans -> beans.bean(Leases.class).renewDue(100));
    }

    private Instant end(IssuedCertificate certificate) throws Exception {
        X509Certificate ca = cas.signers().get(IssuingAuthority.DEVICE).certificate();
        byte[] question = question(ca, certificate.serial().value(), null);
        return reply(IssuingAuthority.DEVICE, question).keepUntil().orElseThrow();
    }

    private byte[] ask(IssuingAuthority authority, BigInteger serial, byte[] nonce) throws Exception {
        return reply(authority, question(cas.signers().get(authority).certificate(), serial, nonce))
                .response();
    }

    private StatusReply reply(IssuingAuthority authority, byte[] question) {
        return node.run(beans -> beans.bean(StatusDesk.class).answer(authority, question));
    }

    private byte[] question(IssuedCertificate device, byte[] nonce) throws Exception {
        X509Certificate issuer = cas.signers().get(IssuingAuthority.DEVICE).certificate();
        return question(issuer, device.serial().value(), nonce);
    }

    private static byte[] question(X509Certificate issuer, BigInteger serial, byte[] nonce) throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(issuer),
                serial);
        OCSPReqBuilder builder = new OCSPReqBuilder().addRequest(id);
        if (nonce != null) {
            builder.setRequestExtensions(new Extensions(new Extension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())));
        }
        return builder.build().getEncoded();
    }

    private static int status(StatusReply reply) throws Exception {
        return new OCSPResp(reply.response()).getStatus();
    }

    private static BasicOCSPResp basic(byte[] response) throws Exception {
        return (BasicOCSPResp) new OCSPResp(response).getResponseObject();
    }

    private X509CRL crl(ListName name) throws Exception {
        byte[] der = node.list(name).der();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    private static BigInteger number(X509CRL list) throws Exception {
        byte[] value = list.getExtensionValue(Extension.cRLNumber.getId());
        return org.bouncycastle.asn1.ASN1Integer.getInstance(
                        org.bouncycastle.asn1.ASN1OctetString.getInstance(value).getOctets())
                .getValue();
    }
}
