package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.server.certification.issuance.CrashFixture.Step;
import org.konsil.server.certification.issuance.JournalSweeper;
import org.konsil.server.certification.publication.ListName;
import org.konsil.server.certification.reissue.Reissue;
import org.konsil.server.certification.reissue.ReissueBatch;
import org.konsil.server.certification.reissue.ReissueDesk;
import org.konsil.server.platform.TestDatabase;

/** The power fails between two steps of issuance, for real: a process of its own is halted. */
@DisplayName("A crash at any step of issuance is harmless (A5)")
class IssuanceCrashTest {
    private static final Set<Step> USUAL = EnumSet.of(Step.JOURNALLED, Step.SIGNED);

    @TempDir
    private static Path folder;

    private static TestDatabase database;

    @BeforeAll
    static void startsTheDatabase() throws Exception {
        database = new TestDatabase();
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    static Stream<Step> steps() {
        return Boolean.getBoolean("konsil.full") ? Stream.of(Step.values()) : USUAL.stream();
    }

    @ParameterizedTest(name = "after {0}")
    @MethodSource("steps")
    void leavesNothingUnknown(Step step) throws Exception {
        Path signed = folder.resolve(step.name());
        assertThat(crash(CrashingProcess.class, step, signed))
                .as(() -> log(signed))
                .isEqualTo(137);

        List<String> escaped = serials(signed);
        assertThat(known()).as("every signature was announced").containsAll(escaped);
        boolean open = CrashingProcess.leavesAnOpenEntry().get(step);
        assertThat(orphans()).isEqualTo(open ? 1 : 0);

        // The server starts again, and five minutes later somebody looks.
        MovableClock clock = new MovableClock();
        TestCertification node = new TestCertification(database, new TestCas(clock), new KnownSubjects(), clock);
        assertThat(sweep(node))
                .as("an issuance that may still be going on is left alone")
                .isZero();
        clock.advance(Duration.ofMinutes(6));
        sweep(node);

        assertThat(orphans()).isZero();
        for (String serial : escaped) {
            boolean stored = stored().contains(serial);
            boolean listed = TestCertification.names(node.list(ListName.ALL_DEVICES), CertificateSerial.parse(serial));
            assertThat(stored || listed)
                    .as("serial %s is stored or revoked", serial)
                    .isTrue();
        }
        assertThat(node.fired.stream()
                        .filter(CertificateAbandoned.class::isInstance)
                        .count())
                .isEqualTo(open ? 1 : 0);
        assertThat(node.fired).as("nobody is put out for it").noneMatch(CertificateRevoked.class::isInstance);
    }

    @ParameterizedTest(name = "of a re-issue, after {0}")
    @MethodSource("steps")
    void leavesNothingUnknownOfABatch(Step step) throws Exception {
        sql("truncate certificate, certificate_journal, certificate_revocation, certified_key, key_holder");
        sql("truncate reissue cascade");
        Path signed = folder.resolve("reissue-" + step.name());
        assertThat(crash(CrashingReissue.class, step, signed))
                .as(() -> log(signed))
                .isEqualTo(137);

        List<String> escaped = serials(signed);
        assertThat(known()).as("every signature was announced").containsAll(escaped);
        assertThat(orphans() > 0).isEqualTo(CrashingProcess.leavesAnOpenEntry().get(step));

        // The server starts again and goes on at once; five minutes later somebody looks.
        MovableClock clock = new MovableClock();
        clock.advance(Duration.ofMinutes(1));
        KnownSubjects subjects = new KnownSubjects();
        devices().forEach(device -> subjects.add(CrashingProcess.ANNA, device));
        TestCertification node = new TestCertification(database, new TestCas(clock), subjects, clock);
        while (node.run(beans -> beans.bean(ReissueBatch.class).next(CrashingReissue.ID))) {}
        Reissue over = node.run(beans -> beans.bean(ReissueDesk.class).require(CrashingReissue.ID));
        assertThat(over.state()).isEqualTo(ReissueState.DONE);
        assertThat(over.issued()).isEqualTo(CrashingReissue.DEVICES);
        assertThat(texts("select cast(device_id as text) from certificate where device_id is not null"
                        + " group by device_id having count(*) = 2"))
                .as("each has its first and one new one")
                .hasSize(CrashingReissue.DEVICES);
        clock.advance(Duration.ofMinutes(6));
        sweep(node);

        assertThat(orphans()).isZero();
        List<String> revoked = texts("select serial from certificate_revocation");
        assertThat(escaped).allMatch(serial -> stored().contains(serial) || revoked.contains(serial));
    }

    private static List<CertificateSubject> devices() {
        return texts("select distinct user_id || ' ' || device_id from certificate where device_id is not null")
                .stream()
                .map(ids -> ids.split(" ", -1))
                .map(ids -> new CertificateSubject(UUID.fromString(ids[0]), UUID.fromString(ids[1])))
                .toList();
    }

    private static void sql(String statement) {
        database.inTransaction(entities -> entities.createNativeQuery(statement).executeUpdate());
    }

    private static String log(Path signed) {
        try (Stream<String> lines = Files.lines(folder.resolve(signed.getFileName() + ".log"))) {
            return lines.dropWhile(line -> !line.contains("Exception")).collect(Collectors.joining("\n"));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int sweep(TestCertification node) {
        return node.run(beans -> beans.bean(JournalSweeper.class).sweep());
    }

    private static int crash(Class<?> program, Step step, Path signed) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        program.getName(),
                        database.url(),
                        step.name(),
                        signed.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), signed.getFileName() + ".log"))
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private static List<String> serials(Path signed) throws Exception {
        if (!Files.exists(signed)) {
            return List.of();
        }
        return Files.readAllLines(signed).stream()
                .map(HexFormat.of()::parseHex)
                .filter(body -> body[0] == 0x30 && isCertificate(body))
                .map(body -> TBSCertificate.getInstance(body)
                        .getSerialNumber()
                        .getValue()
                        .toString(16))
                .toList();
    }

    private static boolean isCertificate(byte[] body) {
        try {
            return TBSCertificate.getInstance(body).getVersionNumber() == 3;
        } catch (IllegalArgumentException list) {
            return false;
        }
    }

    private static List<String> known() {
        return texts("select serial from certificate_journal");
    }

    private static List<String> stored() {
        return texts("select serial from certificate");
    }

    private static int orphans() {
        return texts("select serial from certificate_journal where finished_at is null and abandoned_at is null")
                .size();
    }

    private static List<String> texts(String query) {
        return database.inTransaction(entities -> entities.createNativeQuery(query, String.class)
                .getResultStream()
                .map(String.class::cast)
                .toList());
    }
}
