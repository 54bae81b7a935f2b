package org.konsil.bench.mls;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.ArchiveChange;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.ExternalJoin;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.proposal.Proposal;

/**
 * What our operations cost, send and store. A group is measured twice: silent, as it was made, where the RFC's paths are as long as
 * the group is large, and after a member of every part of the tree has spoken, where nothing but what holds the whole tree may be.
 */
final class CostTable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 12;

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    /** Processor time of the last round's half, in milliseconds, and what came out at the end. */
    private record Timed<T>(double millis, T last) {}

    void measure(int members) {
        SpokenGroup group = new SpokenGroup(members);
        message(group);
        path("silent", group);
        group.letEveryPartSpeak();
        path("spoken", group);
        membership(group);
        whole(group);
    }

    private static <T> Timed<T> timed(Supplier<T> operation) {
        long spent = 0;
        T last = null;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            last = operation.get();
            spent += round < ROUNDS / 2 ? 0 : THREADS.getCurrentThreadCpuTime() - before;
        }
        return new Timed<>(spent / 1e6 / (ROUNDS - ROUNDS / 2), java.util.Objects.requireNonNull(last));
    }

    private void row(String title, String format, Object... values) {
        rows.computeIfAbsent(title, none -> new ArrayList<>()).add(String.format(Locale.ROOT, format, values));
    }

    private static int stored(MlsGroup group) {
        try (ArchiveChange change = group.changes()) {
            return change.put().values().stream()
                    .mapToInt(part -> part.length())
                    .sum();
        }
    }

    private void message(SpokenGroup group) {
        MlsGroup anna = group.founder();
        MlsGroup ben = group.member();
        stored(anna);
        stored(ben);
        ben.receive(anna.seal(KonsilContender.TEXT, Bytes.EMPTY));
        row(
                "first message of a sender in an epoch: stored by sender, by receiver",
                "%d B, %d B",
                stored(anna),
                stored(ben));
        Timed<MlsMessage> sealed = timed(() -> anna.seal(KonsilContender.TEXT, Bytes.EMPTY));
        row(
                "message of 200 bytes: make, size, stored",
                "%.2f ms, %d B, %d B",
                sealed.millis(),
                size(sealed.last()),
                stored(anna));
        Timed<Object> opened = timed(() -> ben.receive(anna.seal(KonsilContender.TEXT, Bytes.EMPTY)));
        row(
                "message: make and read, stored by the reader (12 before it have not come)",
                "%.2f ms, %d B",
                opened.millis(),
                stored(ben));
    }

    private static int size(MlsMessage message) {
        return message.encode().length;
    }

    private void path(String state, SpokenGroup group) {
        MlsGroup anna = group.founder();
        Timed<StagedCommit> made = timed(() -> anna.commit(CommitPlan.refreshing()));
        row(
                "fresh keys, " + state + ": make, size",
                "%.1f ms, %d B",
                made.millis(),
                size(made.last().commit()));
        List<MlsMessage> commits = new ArrayList<>();
        Timed<Object> followed = timed(() -> {
            StagedCommit staged = anna.commit(CommitPlan.refreshing());
            commits.add(staged.commit());
            anna.accept(staged);
            return staged;
        });
        MlsGroup ben = group.member();
        int[] at = {0};
        Timed<Object> read = timed(() -> ben.receive(commits.get(at[0]++)));
        stored(ben);
        StagedCommit last = anna.commit(CommitPlan.refreshing());
        anna.accept(last);
        ben.receive(last.commit());
        group.follow(commits);
        group.follow(List.of(last.commit()));
        row(
                "fresh keys, " + state + ": make and accept; follow; stored",
                "%.1f ms; %.1f ms; %d B",
                followed.millis(),
                read.millis(),
                stored(ben));
    }

    private void membership(SpokenGroup group) {
        MlsGroup anna = group.founder();
        Proposal add = new Proposal.Add(group.newcomer());
        Timed<StagedCommit> inside = timed(() -> anna.commit(CommitPlan.of(add)));
        Timed<StagedCommit> apart = timed(() -> anna.commit(new CommitPlan(List.of(add), false, false, Bytes.EMPTY)));
        row(
                "add, tree in the Welcome: make, commit, Welcome",
                "%.1f ms, %d B, %d B",
                inside.millis(),
                size(inside.last().commit()),
                size(inside.last().welcome().orElseThrow()));
        row(
                "add, tree from elsewhere: make, commit, Welcome",
                "%.1f ms, %d B, %d B",
                apart.millis(),
                size(apart.last().commit()),
                size(apart.last().welcome().orElseThrow()));
        Timed<StagedCommit> removed = timed(() -> anna.commit(CommitPlan.removing(group.lastLeaf())));
        row(
                "remove: make, commit",
                "%.1f ms, %d B",
                removed.millis(),
                size(removed.last().commit()));
    }

    private void whole(SpokenGroup group) {
        MlsGroup anna = group.founder();
        Timed<ExternalJoin> join = timed(group::joinExternally);
        row(
                "external commit, the whole tree checked: make, size",
                "%.1f ms, %d B",
                join.millis(),
                size(join.last().commit()));
        row(
                "GroupInfo with the tree",
                "%d B",
                MlsMessage.of(anna.groupInfo(true)).encode().length);
        row(
                "whole archive",
                "%d B",
                anna.save().parts().values().stream()
                        .mapToInt(part -> part.length())
                        .sum());
    }

    void print(int[] sizes, PrintStream out) {
        out.print("| CPU time and bytes");
        for (int members : sizes) {
            out.print(" | n=" + members);
        }
        out.println(" |\n|---" + "|---".repeat(sizes.length) + "|");
        rows.forEach((title, cells) -> out.println("| " + title + " | " + String.join(" | ", cells) + " |"));
    }
}
