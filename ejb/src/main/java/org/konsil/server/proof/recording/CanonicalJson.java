package org.konsil.server.proof.recording;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One text for one meaning, so that it can be hashed: JSON as RFC 8785 writes it, for flat objects of plain ASCII ids. */
class CanonicalJson {

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for a value that would need escaping; ids never do */
    static String of(Map<String, ?> values) {
        return new TreeMap<String, Object>(values)
                .entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ":"
                                + quote(entry.getValue().toString()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quote(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("not a plain id");
        }
        return '"' + text + '"';
    }
}
