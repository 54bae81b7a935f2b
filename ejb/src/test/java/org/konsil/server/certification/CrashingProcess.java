package org.konsil.server.certification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaSigner;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.issuance.CrashFixture;
import org.konsil.server.certification.issuance.CrashFixture.Step;
import org.konsil.server.certification.request.EnrolmentDesk;
import org.konsil.server.platform.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** A server whose power fails while it issues a certificate; {@link IssuanceCrashTest} looks at what is left. */
final class CrashingProcess {
    static final Caller ANNA = TestCertification.person("anna", Role.STAFF);

    private CrashingProcess() {}

    /** Arguments: the database, the step, and where to leave what was signed. */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        Step step = Step.valueOf(arguments[1]);
        Path signed = Path.of(arguments[2]);
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        cas.signers().computeIfPresent(IssuingAuthority.DEVICE, (authority, ca) -> new Failing(ca, signed, step));
        KnownSubjects subjects = new KnownSubjects();
        TestDatabase database = TestDatabase.on(source);
        TestCertification node = new TestCertification(
                database, cas, subjects, clock, beans -> CrashFixture.addTo(beans, database, step));
        CertificateSubject tablet = subjects.device(ANNA);
        KeyPair keys = Requests.newKeys();
        byte[] request = node.request(ANNA, keys, tablet);
        node.run(beans -> {
            beans.bean(EnrolmentDesk.class).enrol(node.justSignedIn(ANNA), "staff-device", EnrolmentWay.EST, request);
            if (step == Step.STORED) {
                throw CrashFixture.powerFailure();
            }
            return request;
        });
        throw CrashFixture.powerFailure();
    }

    /** Leaves behind what it signed, as if somebody had got hold of it. */
    record Failing(CaSigner ca, Path signed, Step step) implements CaSigner {
        @Override
        public X509Certificate certificate() {
            return ca.certificate();
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            byte[] signature = ca.sign(toBeSigned);
            try {
                Files.writeString(
                        signed,
                        HexFormat.of().formatHex(toBeSigned) + "\n",
                        Files.exists(signed)
                                ? java.nio.file.StandardOpenOption.APPEND
                                : java.nio.file.StandardOpenOption.CREATE);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            if (step == Step.SIGNED) {
                throw CrashFixture.powerFailure();
            }
            return signature;
        }
    }

    static Map<Step, Boolean> leavesAnOpenEntry() {
        return Map.of(
                Step.KEY_BOUND, false,
                Step.PREPARED, false,
                Step.JOURNALLED, true,
                Step.SIGNED, true,
                Step.STORED, true,
                Step.COMMITTED, false);
    }
}
