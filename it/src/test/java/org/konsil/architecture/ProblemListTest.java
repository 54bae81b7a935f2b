package org.konsil.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.web.problem.ProblemType;

@DisplayName("docs/api/problems.md")
class ProblemListTest {

    private static final Path PAGE = Path.of("..", "docs", "api", "problems.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\|", Pattern.MULTILINE);
    private static final String URN = "urn:konsil:problem:";

    @Test
    @DisplayName("lists every problem with its status and title, and no other")
    void listsEveryProblem() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> URN + row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        List<String> answered = Stream.of(ProblemType.values())
                .map(type -> type.uri() + " " + type.status() + " " + type.title())
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(answered);
    }
}
