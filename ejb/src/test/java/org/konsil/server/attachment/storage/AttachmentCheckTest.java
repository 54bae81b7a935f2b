package org.konsil.server.attachment.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.State;
import org.konsil.server.platform.HealthTrouble;

@DisplayName("Whether there is room for attachments")
class AttachmentCheckTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path scratch;

    @Test
    @DisplayName("is denied when only that is left which is to be kept free, and when there is no folder")
    void room() throws IOException {
        assertThat(look(new FileStore(scratch, 0)).state()).isEqualTo(State.GOOD);
        assertThat(look(new FileStore(scratch, Long.MAX_VALUE)).trouble()).contains(HealthTrouble.ATTACHMENTS_FULL);

        FileStore lost = new FileStore(Files.createFile(scratch.resolve("no-folder")), 0);
        assertThat(look(lost).trouble()).contains(HealthTrouble.ATTACHMENTS_AWAY);
    }

    private static HealthReport look(AttachmentStore store) {
        AttachmentCheck check = new AttachmentCheck();
        check.store = store;
        return check.look();
    }
}
