package org.konsil.server.certification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.certification.issuance.CrashFixture;
import org.konsil.server.certification.issuance.CrashFixture.Step;
import org.konsil.server.certification.reissue.ReissueBatch;
import org.konsil.server.certification.reissue.ReissueDesk;
import org.konsil.server.platform.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** A server whose power fails while it makes certificates anew; {@link IssuanceCrashTest} looks at what is left. */
final class CrashingReissue {
    static final UUID ID = UUID.fromString("0c6f1f3e-1d0e-4d7c-9a55-2f6d3b1c4e11");
    static final int DEVICES = 24;

    private CrashingReissue() {}

    /** Arguments: the database, the step, and where to leave what was signed. */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        Step step = Step.valueOf(arguments[1]);
        Path signed = Path.of(arguments[2]);
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        KnownSubjects subjects = new KnownSubjects();
        TestDatabase database = TestDatabase.on(source);
        TestCertification whole = new TestCertification(database, cas, subjects, clock);
        for (int i = 0; i < DEVICES; i++) {
            CertificateSubject device = subjects.device(CrashingProcess.ANNA);
            whole.enrol(CrashingProcess.ANNA, whole.request(CrashingProcess.ANNA, Requests.newKeys(), device));
        }
        clock.advance(Duration.ofSeconds(1));
        whole.run(beans ->
                beans.bean(ReissueDesk.class).ask(whole.justSignedIn(TestCertification.OFFICER), ID, "staff-device"));
        clock.advance(Duration.ofSeconds(1));
        cas.signers()
                .computeIfPresent(
                        IssuingAuthority.DEVICE, (authority, ca) -> new CrashingProcess.Failing(ca, signed, step));
        TestCertification failing = new TestCertification(
                database, cas, subjects, clock, beans -> CrashFixture.addTo(beans, database, step));
        while (failing.run(beans -> {
            boolean more = beans.bean(ReissueBatch.class).next(ID);
            if (step == Step.STORED && issued(beans.bean(ReissueDesk.class))) {
                throw CrashFixture.powerFailure();
            }
            return more;
        })) {
            if (failing.run(beans -> issued(beans.bean(ReissueDesk.class)))) {
                throw CrashFixture.powerFailure();
            }
        }
        throw new IllegalStateException("nothing was made anew: "
                + failing.run(beans -> beans.bean(ReissueDesk.class).require(ID) + ", "
                        + beans.bean(ReissueDesk.class).refused(ID, Optional.empty(), DEVICES)));
    }

    private static boolean issued(ReissueDesk desk) {
        return desk.require(ID).issued() > 0;
    }
}
