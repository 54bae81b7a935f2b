package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.StoreException;

@DisplayName("What the command says to people")
class WordsTest {

    @Test
    void saysTheSameThingsInBothLanguages() throws IOException {
        assertThat(words("words_de.properties").keySet())
                .containsExactlyInAnyOrderElementsOf(words("words.properties").keySet());
    }

    @Test
    void hasASentenceForEveryFailure() {
        assertThat(Words.of(new StoreException("store-in-use")))
                .doesNotContain("{0}")
                .endsWith(".");
        assertThat(Words.of(new OfflineException("server-unreachable"))).contains("server-unreachable");
        assertThat(Words.of("store-of-a-later-version")).isEqualTo("store-of-a-later-version");
    }

    private static Properties words(String name) throws IOException {
        try (InputStream in = WordsTest.class.getResourceAsStream(name)) {
            Properties words = new Properties();
            words.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        }
    }
}
