package org.konsil.client.installation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.installation.layout.EnvironmentException;

class InstallationLockTest {

    @TempDir
    Path data;

    @Test
    void isHadByOneAtATime() throws IOException {
        try (InstallationLock held = InstallationLock.take(data)) {
            assertThatThrownBy(() -> InstallationLock.take(data)).isInstanceOf(EnvironmentException.class);
        }
        assertThatCode(() -> InstallationLock.take(data).close()).doesNotThrowAnyException();
    }
}
