package org.konsil.protocol.proof.witness;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.StrictNumber;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteKind;

/** Reads a policy line by line; what a line names must stand above it, so that no group contains itself. */
final class PolicyReader {

    private static final String NONE = "none";

    private final List<NoteKey> logs = new ArrayList<>();
    private final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
    private final Map<String, Predicate<Set<NoteKey>>> named = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private @Nullable Optional<Predicate<Set<NoteKey>>> quorum;

    WitnessPolicy read(byte[] bytes) {
        if (bytes.length > WitnessPolicy.MOST_BYTES) {
            throw new ProofRefusedException(ProofFault.TOO_LONG);
        }
        // Names are octets of which nothing is known; this encoding gives each a character of its own.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        require(text.endsWith("\n") && text.chars().allMatch(c -> c == '\t' || c == '\n' || c >= ' ' && c != 0x7f));
        for (String line : text.split("\n", -1)) {
            List<String> words = Arrays.stream(line.split("[ \t]+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (!words.isEmpty() && !words.get(0).startsWith("#")) {
                read(words);
            }
        }
        if (quorum == null) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return new WitnessPolicy(logs, witnesses, quorum);
    }

    private void read(List<String> words) {
        switch (words.get(0)) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> require(false);
        }
    }

    private void log(List<String> words) {
        require(words.size() == 2 || words.size() == 3);
        logs.add(key(words.get(1), NoteKind.LOG));
    }

    private void witness(List<String> words) {
        require(words.size() == 3 || words.size() == 4);
        NoteKey key = key(words.get(2), NoteKind.WITNESS);
        define(words.get(1), cosigners -> cosigners.contains(key));
        Optional<URI> address = words.size() == 4 ? Optional.of(address(words.get(3))) : Optional.empty();
        witnesses.add(new WitnessPolicy.Witness(words.get(1), key, address));
    }

    private void group(List<String> words) {
        require(words.size() >= 4);
        List<Predicate<Set<NoteKey>>> of = new ArrayList<>();
        for (String name : words.subList(3, words.size())) {
            require(members.add(name));
            of.add(find(name));
        }
        long least = switch (words.get(2)) {
            case "all" -> of.size();
            case "any" -> 1;
            default -> StrictNumber.parse(words.get(2));
        };
        require(least >= 1 && least <= of.size());
        define(
                words.get(1),
                cosigners -> of.stream().filter(one -> one.test(cosigners)).count() >= least);
    }

    private void quorum(List<String> words) {
        require(words.size() == 2 && quorum == null);
        quorum = words.get(1).equals(NONE) ? Optional.empty() : Optional.of(find(words.get(1)));
    }

    private void define(String name, Predicate<Set<NoteKey>> enough) {
        require(!name.equals(NONE) && named.putIfAbsent(name, enough) == null);
    }

    private Predicate<Set<NoteKey>> find(String name) {
        Predicate<Set<NoteKey>> found = named.get(name);
        if (found == null) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        return found;
    }

    private NoteKey key(String word, NoteKind kind) {
        NoteKey key = NoteKey.parse(new String(word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        // Two names for one key would count twice.
        require(key.kind() == kind && keys.add(kind + Arrays.toString(key.bytes())));
        return key;
    }

    private static URI address(String word) {
        try {
            URI address = new URI(word);
            require(Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null);
            return address;
        } catch (URISyntaxException noAddress) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
    }
}
