package org.konsil.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for a marked text in whole folders, in every form in which a server might keep it. */
public final class MarkSearch {

    private static final int BLOCK = 1 << 20;

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    /** Searches this text as UTF-8, UTF-16 in both orders, hexadecimal, JSON escapes, and base64 at each of its three phases. */
    public MarkSearch(String mark) {
        byte[] utf8 = mark.getBytes(StandardCharsets.UTF_8);
        forms.put("UTF-8", utf8);
        forms.put("UTF-16BE", mark.getBytes(StandardCharsets.UTF_16BE));
        forms.put("UTF-16LE", mark.getBytes(StandardCharsets.UTF_16LE));
        forms.put("Latin-1", mark.getBytes(StandardCharsets.ISO_8859_1));
        forms.put("hex", HexFormat.of().formatHex(utf8).getBytes(StandardCharsets.US_ASCII));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(utf8).getBytes(StandardCharsets.US_ASCII));
        forms.put("JSON", escaped(mark).getBytes(StandardCharsets.US_ASCII));
        for (int phase = 0; phase < 3; phase++) {
            forms.put("base64+" + phase, base64Core(utf8, phase));
        }
    }

    /** Every place in which the mark stands, as "file: form"; empty is what one hopes for. */
    public List<String> in(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> found.addAll(inFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // A running database removes files while they are listed; what is gone holds nothing.
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
            return in(folder);
        }
        return found;
    }

    /** The same for one file. */
    public List<String> inFile(Path file) {
        int longest =
                forms.values().stream().mapToInt(form -> form.length).max().orElseThrow();
        byte[] window = new byte[BLOCK + longest];
        Map<String, Boolean> hits = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            int read = in.readNBytes(window, 0, window.length);
            while (read > 0) {
                int length = kept + read;
                forms.forEach((name, form) -> {
                    if (!hits.containsKey(name) && contains(window, length, form)) {
                        hits.put(name, true);
                    }
                });
                kept = Math.min(longest - 1, length);
                System.arraycopy(window, length - kept, window, 0, kept);
                read = in.readNBytes(window, kept, window.length - kept);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hits.keySet().stream().map(form -> file + ": " + form).toList();
    }

    private static boolean contains(byte[] window, int length, byte[] form) {
        byte first = form[0];
        for (int at = 0; at <= length - form.length; at++) {
            if (window[at] == first && matches(window, at, form)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] window, int at, byte[] form) {
        for (int i = 1; i < form.length; i++) {
            if (window[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    /** The characters of a base64 text that depend on nothing but the mark, if it begins at this phase. */
    private static byte[] base64Core(byte[] mark, int phase) {
        byte[] shifted = new byte[phase + mark.length];
        System.arraycopy(mark, 0, shifted, phase, mark.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = phase == 0 ? 0 : phase + 1;
        int whole = shifted.length / 3 * 4;
        return text.substring(from, whole).getBytes(StandardCharsets.US_ASCII);
    }
}
