package org.konsil.protocol.backup.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupRefusedException;

/** The English word list of BIP-39: 2048 words, each known by its first four letters. */
final class WordList {

    /** Of english.txt in bitcoin/bips; a list that changed would make other keys of old sheets. */
    private static final String SHA_256 = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";

    private static final int TELLING_LETTERS = 4;

    static final List<String> WORDS = load();

    private static final Map<String, Integer> BY_BEGINNING = IntStream.range(0, WORDS.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(index -> beginning(WORDS.get(index)), Function.identity()));

    private WordList() {}

    /**
     * The places of what was typed. Case, numbers of the sheet, commas and the form of spaces are forgiven, and four letters
     * are enough for a word; more letters must be the word's own.
     */
    static List<Integer> placesOf(String typed) {
        List<Integer> places = new ArrayList<>();
        for (String word : Normalizer.normalize(typed, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{M}]+", -1)) {
            if (!word.isEmpty()) {
                places.add(placeOf(word));
            }
        }
        return places;
    }

    private static int placeOf(String word) {
        Integer place = BY_BEGINNING.get(beginning(word));
        boolean shortened = word.length() == TELLING_LETTERS;
        if (place == null || !shortened && !WORDS.get(place).equals(word)) {
            throw new BackupRefusedException(BackupFault.WORDS_MISTYPED);
        }
        return place;
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(TELLING_LETTERS, word.length()));
    }

    private static List<String> load() {
        try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
            if (in == null) {
                throw new IllegalStateException("the word list is missing");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            if (!HexFormat.of().formatHex(hash).equals(SHA_256)) {
                throw new IllegalStateException("the word list is another");
            }
            return new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException | NoSuchAlgorithmException unreadable) {
            throw new IllegalStateException("the word list cannot be read", unreadable);
        }
    }
}
