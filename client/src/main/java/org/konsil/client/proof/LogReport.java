package org.konsil.client.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.proof.note.NoteKey;

/** What came of the checks; one that could not be made did not pass. */
public final class LogReport {

    /** Of one check. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** Nothing to compare with was given. */
        NOT_ASKED
    }

    /** With what was found, for people. */
    public record Finding(Outcome outcome, String detail) {}

    private static final Finding OPEN = new Finding(Outcome.FAILED, "not reached");

    private final Map<LogCheck, Finding> findings = new EnumMap<>(LogCheck.class);
    private long size;
    private @Nullable NoteKey key;

    LogReport() {
        for (LogCheck check : LogCheck.values()) {
            findings.put(check, OPEN);
        }
    }

    void passed(LogCheck check) {
        passed(check, "");
    }

    void passed(LogCheck check, String detail) {
        findings.put(check, new Finding(Outcome.PASSED, detail));
    }

    void failed(LogCheck check, String detail) {
        findings.put(check, new Finding(Outcome.FAILED, detail));
    }

    void notAsked(LogCheck check) {
        findings.put(check, new Finding(Outcome.NOT_ASKED, ""));
    }

    /** Nothing was found out about it yet. */
    boolean isOpen(LogCheck check) {
        return OPEN.equals(findings.get(check));
    }

    void counted(long entries) {
        size = entries;
    }

    void signedBy(NoteKey log) {
        key = log;
    }

    /** The log's key, if a certificate vouches for it: for witnesses, and for {@code --key} the next time. */
    public Optional<NoteKey> key() {
        return Optional.ofNullable(key);
    }

    public Map<LogCheck, Finding> findings() {
        return Map.copyOf(findings);
    }

    /** As many entries as the signed checkpoint counts; 0 if there is none. */
    public long size() {
        return size;
    }

    /** Nothing was found, and every check that was asked for was made. */
    public boolean holds() {
        return findings.values().stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED);
    }
}
