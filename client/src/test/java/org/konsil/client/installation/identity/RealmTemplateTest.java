package org.konsil.client.installation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.konsil.client.installation.layout.InstallationException;

class RealmTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fillsEveryPlaceHoweverDeep() throws IOException {
        JsonNode realm = rendered("{\"a\":[{\"b\":\"@ORIGIN@/admin/*\"}],\"c\":\"@ORIGIN@ @NAME@\",\"d\":7}");

        assertThat(realm)
                .isEqualTo(JSON.readTree(
                        "{\"a\":[{\"b\":\"https://host/admin/*\"}],\"c\":\"https://host St. \\\"Anna\\\"\",\"d\":7}"));
    }

    @Test
    void letsNoValueBecomeStructure() throws IOException {
        JsonNode realm = rendered("{\"name\":\"@NAME@\"}");

        assertThat(realm.size()).isEqualTo(1);
        assertThat(realm.path("name").asText()).isEqualTo("St. \"Anna\"");
    }

    @Test
    void refusesAPlaceNobodyKnows() {
        assertThatThrownBy(() -> rendered("{\"secret\":\"@SECRET@\"}")).isInstanceOf(InstallationException.class);
        assertThatThrownBy(() -> rendered("{\"mail\":\"open@end\"}")).isInstanceOf(InstallationException.class);
    }

    private static JsonNode rendered(String template) throws IOException {
        return new RealmTemplate(JSON.readTree(template))
                .render(Map.of("ORIGIN", "https://host", "NAME", "St. \"Anna\""));
    }
}
