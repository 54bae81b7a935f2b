package org.konsil.server.messaging.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.messaging.LogsWritten;
import org.konsil.server.messaging.TestCommit;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestGroup;
import org.konsil.server.messaging.TestHospital;
import org.konsil.server.messaging.submission.Submission;

@DisplayName("N1 writing what waits")
class BatchWriterTest {

    private static final int MESSAGES = 400;

    private final TestHospital hospital = new TestHospital();
    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final TestGroup group = new TestGroup(anna, ben);
    private final Submission submission = hospital.door(Submission.class);
    private final LogBatch batch = hospital.door(LogBatch.class);
    private final Line line = new Line(10_000, 1L << 30);
    private final List<LogsWritten> news = new ArrayList<>();
    private final Teller teller = new Teller(line, news::add);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger transactions = new AtomicInteger();

    BatchWriterTest() throws IOException {
        hospital.tx(() -> submission.found(anna.id, group.id, group.founding()));
        TestCommit adding = group.commit(anna, 0).add(ben.keyPackage());
        hospital.tx(() -> submission.commit(anna.id, group.id, adding.make()));
        adding.apply();
    }

    @AfterEach
    void close() throws IOException {
        hospital.close();
    }

    private void start(BatchWriter.Writing writing) {
        new BatchWriter(line, writing, teller).startIn(this::thread);
        teller.startIn(this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    }

    private void finish() throws InterruptedException {
        line.close();
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private Written write(List<LogRequest> requests) {
        transactions.incrementAndGet();
        return hospital.tx(() -> batch.write(requests));
    }

    private CompletableFuture<Answer> send(TestDevice sender) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        LogRequest request = submission.message(sender.id, group.id, TestGroup.newMessage(), group.message());
        line.add(new Pending(request, answered::complete));
        return answered;
    }

    private static long seq(CompletableFuture<Answer> answered) {
        return answered.join().orThrow().orElseThrow().seq();
    }

    @Test
    @DisplayName("commits once for many, and answers each with its own place")
    void groups() throws InterruptedException {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int count = 0; count < MESSAGES; count++) {
            sent.add(send(count % 2 == 0 ? anna : ben));
        }
        start(this::write);
        finish();

        assertThat(sent)
                .extracting(BatchWriterTest::seq)
                .isSorted()
                .startsWith(2L)
                .endsWith(MESSAGES + 1L);
        assertThat(news.stream().mapToInt(told -> told.stored().size()).sum()).isEqualTo(MESSAGES);
        assertThat(transactions.get()).isLessThanOrEqualTo(MESSAGES / 100);
    }

    @Test
    @DisplayName("answers nobody before it is on disk")
    void answersAfterTheCommit() throws InterruptedException {
        CompletableFuture<Boolean> early = new CompletableFuture<>();
        CompletableFuture<Answer> answered = send(anna);
        start(requests -> hospital.tx(() -> {
            Written written = batch.write(requests);
            early.complete(answered.isDone());
            return written;
        }));
        finish();

        assertThat(early.join()).isFalse();
        assertThat(seq(answered)).isEqualTo(2);
    }

    @Test
    @DisplayName("undoes a batch that fails, and writes each by itself")
    void triesEachAlone() throws InterruptedException {
        CompletableFuture<Answer> first = send(anna);
        CompletableFuture<Answer> bad = send(ben);
        CompletableFuture<Answer> last = send(anna);
        List<LogRequest> seen = new ArrayList<>();
        start(requests -> hospital.tx(() -> {
            Written written = batch.write(requests);
            seen.addAll(requests);
            if (requests.contains(seen.get(1))) {
                throw new IllegalStateException("planted");
            }
            return written;
        }));
        finish();

        assertThat(List.of(seq(first), seq(last))).containsExactly(2L, 3L);
        assertThat(bad.join().refusal()).hasMessage("planted");
        assertThat(hospital.count("select last_seq from conversation where id = '" + group.id + "'"))
                .isEqualTo(3);
    }

    @Test
    @DisplayName("gives up early with a database that is gone, and answers everybody")
    void givesUp() throws InterruptedException {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int count = 0; count < 50; count++) {
            sent.add(send(anna));
        }
        start(requests -> {
            transactions.incrementAndGet();
            throw new IllegalStateException("gone");
        });
        finish();

        assertThat(sent)
                .allSatisfy(answered -> assertThat(answered.join().refusal()).hasMessage("gone"));
        assertThat(transactions.get()).isEqualTo(3);
    }
}
