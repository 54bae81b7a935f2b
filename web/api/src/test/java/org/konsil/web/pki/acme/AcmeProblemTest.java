package org.konsil.web.pki.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.AcmeRefusal;

@DisplayName("docs/api/acme-problems.md")
class AcmeProblemTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "api", "acme-problems.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Za-z]+)` \\| (\\d{3}) \\| ([^|]+) \\|", Pattern.MULTILINE);

    @Test
    @DisplayName("lists every refusal of ACME with its type, status and detail, and no other")
    void listsEveryRefusal() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        List<String> told = Stream.of(AcmeRefusal.values())
                .map(AcmeProblem::of)
                .map(problem -> problem.type() + " " + problem.status() + " " + problem.detail())
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(told);
    }
}
