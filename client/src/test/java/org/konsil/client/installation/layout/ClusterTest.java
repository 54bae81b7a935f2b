package org.konsil.client.installation.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {

    @TempDir
    Path folder;

    @Test
    void isNoneWithoutAFile() {
        assertThat(Cluster.find(folder.resolve("cluster.properties"))).isEmpty();
    }

    @Test
    void readsANodesPlace() throws IOException {
        Path file = file(
                "node=north\nlisten=north.klinik.example:5445\nothers=south.klinik.example:5445, 10.0.0.9:5445\nkeycloak=https://login.klinik.example:8543\n");

        assertThat(Cluster.find(file))
                .contains(new Cluster(
                        "north",
                        new HostPort("north.klinik.example", 5445),
                        List.of(new HostPort("south.klinik.example", 5445), new HostPort("10.0.0.9", 5445)),
                        Optional.of(URI.create("https://login.klinik.example:8543"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node=a;listen=a.example:1|others is missing",
                "node=A;listen=a.example:1;others=b.example:1|small letters",
                "node=a;listen=10.0.0.1:1;others=b.example:1|must be a name",
                "node=a;listen=a.example:1;others=a.example:1|not this one",
                "node=a;listen=a.example:99999;others=b.example:1|host:5445",
                "node=a;listen=a.example:1;others=b.example:1;keycloak=http://c|https",
                "node=a;listen=a.example:1;others=b.example:1;peer=c|unknown [peer]"
            })
    void saysWhatIsWrong(String lines, String words) throws IOException {
        Path file = file(lines.replace(';', '\n'));

        assertThatThrownBy(() -> Cluster.find(file))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cluster.properties")
                .hasMessageContaining(words);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("cluster.properties"), text);
    }
}
