package org.konsil.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C3 docs/operations/metadata.csv")
class ColumnListTest {

    private static final Path LIST = Path.of("..", "docs", "operations", "metadata.csv");
    private static final Path PAGE = Path.of("..", "docs", "operations", "metadata.md");
    private static final Pattern CLASS = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);
    private static final String COLUMNS = "select table_name || ',' || column_name from information_schema.columns"
            + " where table_schema = 'public' and table_name <> 'flyway_schema_history'";

    @Test
    @DisplayName("names every column of the database, and no other")
    void namesEveryColumn() throws IOException {
        try (TestDatabase database = new TestDatabase()) {
            List<String> there = database.inTransaction(entities ->
                    entities.createNativeQuery(COLUMNS, String.class).getResultList());

            assertThat(rows().stream().map(row -> row[0] + ',' + row[1]))
                    .as("a new column needs a class in metadata.csv")
                    .containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    @DisplayName("puts each into a class that metadata.md explains")
    void explainsEveryClass() throws IOException {
        Set<String> explained = CLASS.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(rows().stream().map(row -> row[2]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(explained);
    }

    @Test
    @DisplayName("has no place for a sender, a network address or a location")
    void hasNoPlaceForThem() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row[1].matches(".*(sender|(^|_)ip($|_)|address|location|latitude|agent|host).*"))
                .isEmpty();
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(LIST).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
