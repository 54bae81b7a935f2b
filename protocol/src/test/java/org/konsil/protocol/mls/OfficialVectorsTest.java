package org.konsil.protocol.mls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C1 every file of the official set is known by name")
class OfficialVectorsTest {

    @Test
    void saysWhichFilesAreMissing() {
        List<String> missing = Vectors.OFFICIAL.stream()
                .filter(name -> !Files.isRegularFile(Vectors.file(name)))
                .toList();
        System.out.println("vectors: " + (Vectors.OFFICIAL.size() - missing.size()) + " of " + Vectors.OFFICIAL.size()
                + " files are there, missing: " + missing);

        assertThat(Vectors.OFFICIAL).hasSize(16).doesNotHaveDuplicates();
    }
}
