package org.konsil.server.device.versions;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version or build as its maker counts, such as {@code 18.7.2} or {@code 10.0.26100.4351}.
 *
 * @param parts its numbers; what is missing behind counts as zero
 */
public record OsVersion(List<Integer> parts) implements Comparable<OsVersion> {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,4}");
    private static final int MAX_CHARACTERS = 49;

    /** Keeps its own copy. */
    public OsVersion {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException if it is none */
    public static OsVersion parse(String text) {
        if (text.length() > MAX_CHARACTERS || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no version of one to five numbers");
        }
        return new OsVersion(Stream.of(text.split("\\.")).map(Integer::valueOf).toList());
    }

    /** Whether it is a version of that line: 18.7.2 is one of 18, and 180 is not. */
    boolean isOf(OsVersion line) {
        return parts.size() >= line.parts.size()
                && parts.subList(0, line.parts.size()).equals(line.parts);
    }

    @Override
    public int compareTo(OsVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int difference = Integer.compare(part(i), other.part(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int part(int index) {
        return index < parts.size() ? parts.get(index) : 0;
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
