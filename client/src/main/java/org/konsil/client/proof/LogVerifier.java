package org.konsil.client.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.Tile;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;

/**
 * Goes through a whole log, file after file, with the memory of a few tiles. Everything is computed anew from the entries; a
 * file that is wrong is found even if the rest would do without it.
 */
public final class LogVerifier {

    /** Kinds and ids only, as docs/protocol/proof-events.schema.json has them. */
    private static final String FIELD = "\"[A-Za-z0-9]+\":\"[ !#-\\[\\]-~]*\"";

    private static final Pattern EVENT = Pattern.compile("\\{\"at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z\","
            + "\"kind\":\"[a-z-]{1,64}\",\"subject\":\\{(?:" + FIELD + "(?:," + FIELD + ")*)?\\},\"v\":1\\}");

    /** Ids need less; a pattern needs stack for each of its rounds. */
    private static final int MOST_EVENT_BYTES = 4096;

    private final LogFiles files;
    private final LogTrust trust;
    private final LogReport report = new LogReport();
    private final TileEdge edge = new TileEdge();
    private List<X509Certificate> chain = List.of();

    public LogVerifier(LogFiles files, LogTrust trust) {
        this.files = files;
        this.trust = trust;
    }

    /** @param since an earlier checkpoint that the auditor kept, as it was served then */
    public LogReport verify(Optional<byte[]> since) {
        return verify(new LogQuestion(since, Optional.empty(), Optional.empty()));
    }

    /** All checks, those that need more than the log only if they are asked for. */
    public LogReport verify(LogQuestion question) {
        Optional<Checkpoint> checkpoint = checkpoint();
        if (checkpoint.isEmpty()) {
            return report;
        }
        Checkpoint signed = checkpoint.get();
        report.counted(signed.size());
        boolean complete = entries(signed);
        tiles(signed);
        note(LogCheck.HEAD_SIGNED, complete && edge.head().equals(signed.hash()), "other entries than those signed");
        if (question.since().isPresent()) {
            grownSince(question.since().get(), signed);
        } else {
            report.notAsked(LogCheck.GROWN_SINCE);
        }
        askOthers(question, signed);
        return report;
    }

    private void askOthers(LogQuestion question, Checkpoint signed) {
        LogOutsiders others = new LogOutsiders(files, signed, report.key().orElseThrow(), report);
        if (question.policy().isPresent()) {
            others.cosigned(question.policy().get());
        } else {
            report.notAsked(LogCheck.COSIGNED);
        }
        if (question.stampRoots().isPresent()) {
            others.stamped(question.stampRoots().get(), chain);
        } else {
            report.notAsked(LogCheck.STAMPED);
        }
    }

    /** The key comes from the first entry, which somebody must vouch for. */
    private Optional<Checkpoint> checkpoint() {
        LogCheck at = LogCheck.CHECKPOINT_SIGNED;
        try {
            byte[] note = files.read("checkpoint", UnverifiedCheckpoint.MOST_BYTES);
            UnverifiedCheckpoint unverified = UnverifiedCheckpoint.parse(note);
            at = LogCheck.KEY_VOUCHED;
            KeyStatement statement = KeyStatement.parse(firstEntry(unverified.claimedSize()));
            NoteKey key = trust.requireKey(statement);
            chain = statement.check(key);
            report.passed(LogCheck.KEY_VOUCHED);
            report.signedBy(key);
            at = LogCheck.CHECKPOINT_SIGNED;
            Checkpoint signed = unverified.check(key);
            report.passed(LogCheck.CHECKPOINT_SIGNED);
            return Optional.of(signed);
        } catch (IOException | ProofRefusedException refused) {
            report.failed(at, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private byte[] firstEntry(long claimedSize) throws IOException {
        int width = TilePath.width(0, 0, claimedSize);
        if (width == 0) {
            throw new IOException("a log without entries");
        }
        return bundle(TilePath.entries(0, width)).get(0);
    }

    private boolean entries(Checkpoint signed) {
        report.passed(LogCheck.ENTRIES_COMPLETE);
        report.passed(LogCheck.ENTRIES_UNCHANGED);
        report.passed(LogCheck.EVENTS_READABLE);
        for (long index = 0; index * TilePath.FULL < signed.size(); index++) {
            int width = TilePath.width(0, index, signed.size());
            List<byte[]> entries;
            try {
                entries = bundle(TilePath.entries(index, width));
            } catch (IOException | ProofRefusedException refused) {
                String name = TilePath.entries(index, width).text();
                report.failed(LogCheck.ENTRIES_COMPLETE, name + ": " + refused.getMessage());
                return false;
            }
            compare(index, entries);
        }
        return true;
    }

    private void compare(long index, List<byte[]> entries) {
        List<TreeHash> hashes = List.of();
        try {
            hashes = tile(TilePath.hashes(0, index, entries.size())).hashes();
        } catch (IOException | ProofRefusedException refused) {
            report.failed(LogCheck.TILES_UNCHANGED, String.valueOf(refused.getMessage()));
        }
        for (int i = 0; i < entries.size(); i++) {
            long place = index * TilePath.FULL + i;
            TreeHash leaf = TreeHash.ofLeaf(entries.get(i));
            if (!hashes.isEmpty() && !hashes.get(i).equals(leaf)) {
                report.failed(LogCheck.ENTRIES_UNCHANGED, "entry " + place);
            }
            if (place > 0 && !isEvent(entries.get(i))) {
                report.failed(LogCheck.EVENTS_READABLE, "entry " + place);
            }
            edge.append(leaf, this::compareTile);
        }
    }

    private static boolean isEvent(byte[] entry) {
        return entry.length <= MOST_EVENT_BYTES
                && EVENT.matcher(new String(entry, StandardCharsets.UTF_8)).matches();
    }

    /** Without all entries nothing is known of the tiles above them, and the check stays open. */
    private void tiles(Checkpoint signed) {
        if (edge.size() < signed.size()) {
            return;
        }
        if (report.isOpen(LogCheck.TILES_UNCHANGED)) {
            report.passed(LogCheck.TILES_UNCHANGED);
        }
        edge.partial(this::compareTile);
    }

    private void compareTile(TilePath path, byte[] computed) {
        try {
            if (!Arrays.equals(computed, files.read(path.text(), computed.length))) {
                report.failed(LogCheck.TILES_UNCHANGED, path.text());
            }
        } catch (IOException missing) {
            report.failed(LogCheck.TILES_UNCHANGED, String.valueOf(missing.getMessage()));
        }
    }

    private void grownSince(byte[] since, Checkpoint signed) {
        try {
            Checkpoint earlier =
                    UnverifiedCheckpoint.parse(since).check(report.key().orElseThrow());
            new LogHistory(files, signed).requireGrownFrom(earlier);
            report.passed(LogCheck.GROWN_SINCE);
        } catch (IOException | ProofRefusedException refused) {
            report.failed(LogCheck.GROWN_SINCE, String.valueOf(refused.getMessage()));
        }
    }

    private Tile tile(TilePath path) throws IOException {
        return Tile.decode(files.read(path.text(), path.width() * TreeHash.BYTES), path.width());
    }

    private List<byte[]> bundle(TilePath path) throws IOException {
        return EntryBundle.decode(files.read(path.text(), EntryBundle.MOST_BYTES), path.width());
    }

    private void note(LogCheck check, boolean holds, String otherwise) {
        if (holds) {
            report.passed(check);
        } else {
            report.failed(check, otherwise);
        }
    }
}
