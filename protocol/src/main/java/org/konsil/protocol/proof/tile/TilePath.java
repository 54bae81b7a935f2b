package org.konsil.protocol.proof.tile;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;

/**
 * The name of a file of the log, below its folder or address: 256 hashes of a level, 256 entries, or fewer of them at the
 * end of the tree.
 *
 * @param level empty for a bundle of entries
 * @param width how many are in it, 1 to 256
 */
public record TilePath(OptionalInt level, long index, int width) {

    /** How many hashes or entries a full file has. */
    public static final int FULL = 256;

    /** Eight levels of 256 are more than a tree of 2^63 entries needs. */
    public static final int LEVELS = 8;

    private static final int MOST_CHARACTERS = 60;
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|[0-7])/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    public TilePath {
        if (index < 0 || width < 1 || width > FULL || level.orElse(0) < 0 || level.orElse(0) >= LEVELS) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }

    public static TilePath hashes(int level, long index, int width) {
        return new TilePath(OptionalInt.of(level), index, width);
    }

    public static TilePath entries(long index, int width) {
        return new TilePath(OptionalInt.empty(), index, width);
    }

    /** How many hashes or entries the file at this place has in a tree of {@code size}; 0 if there is none. */
    public static int width(int level, long index, long size) {
        long count = (size >>> (8 * level)) - index * FULL;
        return (int) Math.max(0, Math.min(FULL, count));
    }

    /** Reads a name; there is one for each file. */
    public static TilePath parse(String text) {
        Matcher form = FORM.matcher(text.length() > MOST_CHARACTERS ? "" : text);
        if (!form.matches()) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        OptionalInt level =
                form.group(1).equals("entries") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(form.group(1)));
        long index = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
        int width = form.group(3) == null ? FULL : Integer.parseInt(form.group(3));
        TilePath path = new TilePath(level, index, width);
        if (!path.text().equals(text)) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return path;
    }

    public boolean isFull() {
        return width == FULL;
    }

    public String text() {
        StringBuilder digits = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            digits.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        String place = level.isPresent() ? Integer.toString(level.getAsInt()) : "entries";
        return "tile/" + place + "/" + digits + (isFull() ? "" : ".p/" + width);
    }
}
