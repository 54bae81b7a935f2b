package org.konsil.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.installation.layout.Folders;

class HardwareListTest {

    @TempDir
    Path data;

    private Folders folders;

    @BeforeEach
    void makeFolders() throws IOException {
        folders = new Folders(data);
        folders.make();
    }

    @Test
    void givesTheServerHashesAndNoCodes() throws IOException {
        HardwareList list = new HardwareList(folders);
        Hardware phone = list.require("phone", Optional.of("anna"));

        list.save(List.of("clara", "david"));

        assertThat(Files.readString(folders.approvedHardwareFile())).doesNotContain(phone.code());
        JsonNode entry = approved().path(0);
        assertThat(entry.path("owner").asText()).isEqualTo("anna");
        assertThat(entry.path("shared").asBoolean(true)).isFalse();
        assertThat(entry.path("codeSha256").asText()).hasSize(64);
    }

    @Test
    void letsNobodyApproveTheirOwn() throws IOException {
        HardwareList list = new HardwareList(folders);
        list.require("phone", Optional.of("clara"));

        list.save(List.of("clara", "david", "frank"));

        assertThat(approved().path(0).path("approvedBy"))
                .extracting(JsonNode::asText)
                .containsExactly("david", "frank");
    }

    @Test
    void keepsCodesFromOneRunToTheNext() throws IOException {
        HardwareList first = new HardwareList(folders);
        Hardware tablet = first.require("tablet", Optional.empty());
        first.save(List.of("clara", "david"));

        assertThat(new HardwareList(folders).require("tablet", Optional.empty()))
                .isEqualTo(tablet);
    }

    private JsonNode approved() throws IOException {
        return new ObjectMapper().readTree(folders.approvedHardwareFile().toFile());
    }
}
