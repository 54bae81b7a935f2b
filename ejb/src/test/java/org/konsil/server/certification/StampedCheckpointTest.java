package org.konsil.server.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.PkiProvider;
import org.konsil.server.certification.timestamp.TimeStampDesk;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.proof.UnknownProofFileException;
import org.konsil.server.proof.witnessing.CheckpointStamps;
import org.konsil.server.proof.witnessing.StampedCheckpoint;

/** Here and not beside the proof log, since it needs the whole authority. */
@DisplayName("A9 checkpoints of the proof log get time stamps")
class StampedCheckpointTest {

    private static final String FIRST = "proof.klinikum.example/2026\n3\nhead\n";
    private static final String SECOND = "proof.klinikum.example/2026\n5\nhead\n";

    @Test
    @DisplayName("one a day, of the newest checkpoint, once two people allowed the server to stamp")
    void stampsEachDay() throws Exception {
        MovableClock clock = new MovableClock();
        TestCas cas = new TestCas(clock);
        try (TestDatabase database = new TestDatabase()) {
            TestCertification node = new TestCertification(database, cas, new KnownSubjects(), clock);
            sign(database, 3, FIRST);
            stampIfDue(node);
            assertThatThrownBy(() -> newest(node)).isInstanceOf(UnknownProofFileException.class);
            node.agree(
                    TestCertification.APPROVER,
                    node.run(beans -> beans.bean(TimeStampDesk.class).ask(TestCertification.OPERATOR)));

            stampIfDue(node);
            requireStamped(newest(node), 3, FIRST);

            sign(database, 5, SECOND);
            clock.advance(Duration.ofHours(23));
            stampIfDue(node);
            assertThat(newest(node).size()).as("not yet").isEqualTo(3);
            clock.advance(Duration.ofHours(2));
            stampIfDue(node);
            stampIfDue(node);
            requireStamped(newest(node), 5, SECOND);

            clock.advance(Duration.ofHours(25));
            stampIfDue(node);
            assertThat(newest(node).size()).as("nothing new to stamp").isEqualTo(5);
        }
    }

    @Test
    @DisplayName("of a log that has not begun there is none")
    void waitsForTheLog() throws Exception {
        MovableClock clock = new MovableClock();
        try (TestDatabase database = new TestDatabase()) {
            TestCertification node = new TestCertification(database, new TestCas(clock), new KnownSubjects(), clock);
            stampIfDue(node);

            assertThatThrownBy(() -> newest(node)).isInstanceOf(UnknownProofFileException.class);
        }
    }

    private static void requireStamped(StampedCheckpoint stamped, long size, String note) throws Exception {
        byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
        assertThat(stamped.size()).isEqualTo(size);
        assertThat(stamped.note()).isEqualTo(bytes);
        TimeStampToken token = new TimeStampResponse(stamped.reply()).getTimeStampToken();
        assertThat(token.getTimeStampInfo().getMessageImprintDigest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertThat(token.getTimeStampInfo().getGenTime().toInstant()).isEqualTo(stamped.at());
        List<?> certificates = List.copyOf(token.getCertificates().getMatches(token.getSID()));
        token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(PkiProvider.INSTANCE)
                .build((org.bouncycastle.cert.X509CertificateHolder) certificates.get(0)));
    }

    private static void stampIfDue(TestCertification node) {
        node.run(beans -> {
            beans.bean(CheckpointStamps.class).stampIfDue();
            return true;
        });
    }

    private static StampedCheckpoint newest(TestCertification node) {
        return node.run(beans -> beans.bean(CheckpointStamps.class).newest());
    }

    private static void sign(TestDatabase database, long size, String note) {
        database.inTransaction(entities -> {
            entities.createNativeQuery("delete from proof_checkpoint").executeUpdate();
            return entities.createNativeQuery("insert into proof_checkpoint (size, note) values (:size, :note)")
                    .setParameter("size", size)
                    .setParameter("note", note.getBytes(StandardCharsets.UTF_8))
                    .executeUpdate();
        });
    }
}
