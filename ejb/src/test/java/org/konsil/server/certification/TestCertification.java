package org.konsil.server.certification;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.authority.AuthoritiesFixture;
import org.konsil.server.certification.function.FunctionCertificates;
import org.konsil.server.certification.function.FunctionFixture;
import org.konsil.server.certification.issuance.JournalFixture;
import org.konsil.server.certification.profile.ProfileFixture;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.publication.PublicationFixture;
import org.konsil.server.certification.publication.PublishedList;
import org.konsil.server.certification.publication.RevocationListPublisher;
import org.konsil.server.certification.reissue.ReissueFixture;
import org.konsil.server.certification.request.Enrolment;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.certification.request.OrdersFixture;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.certification.revocation.HoldRelease;
import org.konsil.server.certification.revocation.HoldsFixture;
import org.konsil.server.certification.status.StatusFixture;
import org.konsil.server.certification.timestamp.FunctionApprovalFixture;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** The feature's beans on a database, each call in a transaction of its own, as one node of a server has them. */
public final class TestCertification {
    static final Caller OFFICER = person("clara", Role.REGISTRATION_OFFICER);
    static final Caller APPROVER = person("david", Role.APPROVER);
    static final Caller OPERATOR = person("olga", Role.IT_OPERATOR);

    final List<Object> fired = new ArrayList<>();
    final MovableClock clock;
    private final Consumer<Wiring> changes;
    private final TestDatabase database;
    private final KnownSubjects subjects;
    private final Authorities authorities;
    private final Wiring singletons;

    TestCertification(TestDatabase database, TestCas cas, KnownSubjects subjects, MovableClock clock) {
        this(database, cas, subjects, clock, beans -> {});
    }

    /** With other beans in the place of some. */
    TestCertification(
            TestDatabase database, TestCas cas, KnownSubjects subjects, MovableClock clock, Consumer<Wiring> changes) {
        this.changes = changes;
        this.database = database;
        this.subjects = subjects;
        this.clock = clock;
        this.authorities = database.inTransaction(entities -> AuthoritiesFixture.of(
                settings(new Wiring(entities, fired)).bean(HospitalSettings.class), clock, cas.root(), cas.signers()));
        // What lives longer than a call: keys in memory and the answers that were signed with them.
        this.singletons = new Wiring(null, fired)
                .with(Clock.class, clock)
                .with(Authorities.class, authorities)
                .with(FunctionCertificates.class, FunctionFixture.of(this::issueForFunction));
    }

    static Caller person(String subject, Role... roles) {
        return new Caller("https://id.example", subject, Set.of(roles), Instant.MAX);
    }

    Authorities authorities() {
        return authorities;
    }

    /** A request as a device makes it: with a challenge that it just got. */
    byte[] request(Caller caller, KeyPair keys, CertificateSubject claimed) throws Exception {
        return Requests.of(keys, challenge(caller, "staff-device"), claimed, TestCas.DOMAIN);
    }

    String challenge(Caller caller, String profile) {
        return Requests.challenge(
                run(beans -> beans.bean(EnrolmentDesk.class).attributes(justSignedIn(caller), profile)));
    }

    Enrolment ask(Caller caller, String profile, EnrolmentWay way, byte[] request) {
        return run(beans -> beans.bean(EnrolmentDesk.class).enrol(justSignedIn(caller), profile, way, request));
    }

    IssuedCertificate enrol(Caller caller, byte[] request) {
        return ((Enrolment.Issued) ask(caller, "staff-device", EnrolmentWay.EST, request)).certificate();
    }

    void revoke(CertificateSerial serial, RevocationReason reason) {
        run(beans -> {
            beans.bean(CertificateRevoker.class).revoke(OFFICER, serial, reason);
            return serial;
        });
    }

    UUID askRelease(CertificateSerial serial) {
        return run(beans -> beans.bean(HoldRelease.class).ask(OFFICER, serial));
    }

    void agree(Caller officer, UUID request) {
        run(beans -> {
            beans.bean(ApprovalQueue.class).approve(officer, request);
            return request;
        });
    }

    PublishedList list(ListName name) {
        return run(beans -> beans.bean(RevocationListPublisher.class).current(name));
    }

    static boolean names(PublishedList list, CertificateSerial serial) throws Exception {
        return ((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list.der())))
                        .getRevokedCertificate(serial.value())
                != null;
    }

    Caller justSignedIn(Caller caller) {
        return new Caller(caller.issuer(), caller.subject(), caller.roles(), caller.expiresAt(), clock.instant());
    }

    <T> T run(Function<Wiring, T> work) {
        return database.inTransaction(entities -> {
            Wiring beans = settings(new Wiring(entities, fired))
                    .with(Clock.class, clock)
                    .with(SubjectDirectory.class, subjects)
                    .with(Authorities.class, authorities);
            StatusFixture.share(singletons, beans);
            JournalFixture.addTo(beans, database);
            changes.accept(beans);
            PublicationFixture.addTo(beans);
            StatusFixture.addTo(beans);
            HoldsFixture.addTo(beans);
            ProfileFixture.addTo(beans);
            OrdersFixture.addTo(beans);
            FunctionApprovalFixture.addTo(beans);
            ReissueFixture.addTo(beans);
            return work.apply(beans);
        });
    }

    /** As the container's REQUIRES_NEW does it. */
    private java.security.cert.X509Certificate issueForFunction(
            FunctionCertificates bean, String profile, String function, byte[] key) {
        return run(beans -> FunctionFixture.wired(beans).certify(profile, function, key));
    }

    private static Wiring settings(Wiring beans) {
        return beans.setting("konsil.hospital.name", TestCas.HOSPITAL)
                .setting("konsil.hospital.domain", TestCas.DOMAIN)
                .setting("konsil.public.host", TestCas.SERVER)
                .setting("konsil.public.http-port", "8080");
    }
}
