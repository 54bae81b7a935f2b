package org.konsil.pki;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Test vectors of others, in a folder that need not be there ({@code konsil.vectors}); without it a test is skipped. */
public final class Vectors {

    private static final int BLOCK = 512;

    private final Path folder;

    private Vectors(Path folder) {
        this.folder = folder;
    }

    public static Vectors in(String name) {
        Path folder = Path.of(System.getProperty("konsil.vectors", "../../shared/test-vectors"), name);
        assumeTrue(Files.isDirectory(folder), "no vectors in " + folder + ": skipped");
        return new Vectors(folder);
    }

    public String text(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public byte[] bytes(String file) throws IOException {
        Path path = folder.resolve(file);
        assumeTrue(Files.exists(path), "no " + file + ": skipped");
        return Files.readAllBytes(path);
    }

    /** The files of a gzipped tar (POSIX ustar), by their names. */
    public Map<String, byte[]> archive(String file) throws IOException {
        byte[] tar;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(file)))) {
            tar = in.readAllBytes();
        }
        Map<String, byte[]> files = new TreeMap<>();
        int at = 0;
        while (at + BLOCK <= tar.length && tar[at] != 0) {
            String name = field(tar, at, 100);
            int size = Integer.parseInt(field(tar, at + 124, 12).strip(), 8);
            if (tar[at + 156] == '0' || tar[at + 156] == 0) {
                files.put(name, Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size));
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return files;
    }

    private static String field(byte[] tar, int from, int length) {
        String text = new String(tar, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
