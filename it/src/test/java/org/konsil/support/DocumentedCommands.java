package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of a page of docs/, run by bash as they stand there, only with the names of the system under test. */
public final class DocumentedCommands {

    private static final String INDENT = "    ";
    private static final String BEGINNING = "";

    private final Map<String, List<String>> blocks;
    private final Path folder;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final StringBuilder settings = new StringBuilder();

    private DocumentedCommands(Map<String, List<String>> blocks, Path folder) {
        this.blocks = blocks;
        this.folder = folder;
    }

    /** Those of this page, such as {@code operations/est.md}; they run in the folder, and each block in a shell of its own. */
    public static DocumentedCommands of(String page, Path folder) {
        try {
            return new DocumentedCommands(
                    blocks(Files.readAllLines(Path.of("..", "docs").resolve(page))), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page calls so is called so here. */
    public DocumentedCommands where(String documented, Object here) {
        names.put(documented, here.toString());
        return this;
    }

    /** Lines that every block begins with. */
    public DocumentedCommands with(String lines) {
        settings.append(lines).append('\n');
        return this;
    }

    /** The block that stands before the first heading: what the page says once for all others. */
    public DocumentedCommands withBeginning() {
        return with(block(BEGINNING, 0));
    }

    /** Runs the blocks below a heading, one after the other; fails if one fails, or if there is none. */
    public String run(String heading) {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < blocks.getOrDefault(heading, List.of("")).size(); i++) {
            said.append(run(heading, i));
        }
        return said.toString();
    }

    /** Runs the block of this number below a heading, and gives back what it said. */
    public String run(String heading, int number) {
        String script = "set -euo pipefail\n" + settings + block(heading, number);
        for (Map.Entry<String, String> name : names.entrySet()) {
            script = script.replace(name.getKey(), name.getValue());
        }
        ForeignTool bash = ForeignTool.in(folder, "bash");
        try {
            return bash.run(Files.writeString(Files.createTempFile(folder, "block", ".sh"), script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String block(String heading, int number) {
        assertThat(blocks.getOrDefault(heading, List.of()))
                .as("commands below \"%s\"", heading)
                .hasSizeGreaterThan(number);
        return blocks.get(heading).get(number);
    }

    private static Map<String, List<String>> blocks(List<String> lines) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        String heading = BEGINNING;
        StringBuilder block = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(INDENT)) {
                block.append(line.substring(INDENT.length())).append('\n');
                continue;
            }
            if (!block.isEmpty()) {
                found.computeIfAbsent(heading, any -> new ArrayList<>()).add(block.toString());
                block.setLength(0);
            }
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
        }
        if (!block.isEmpty()) {
            found.computeIfAbsent(heading, any -> new ArrayList<>()).add(block.toString());
        }
        return found;
    }
}
