package org.konsil.client.installation.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void makes32RandomBytesAndKeepsThem() {
        Secrets secrets = new Secrets(folder);

        String first = secrets.require(SecretName.CONSOLE_CLIENT_SECRET);

        assertThat(Base64.getUrlDecoder().decode(first)).hasSize(32);
        assertThat(new Secrets(folder).require(SecretName.CONSOLE_CLIENT_SECRET))
                .isEqualTo(first);
        assertThat(secrets.require(SecretName.DIRECTORY_CLIENT_SECRET)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("a secret's file is its owner's alone, and holds nothing else")
    void isReadableByItsOwnerOnly() throws IOException {
        Secrets secrets = new Secrets(folder);

        String secret = secrets.require(SecretName.POSTGRES_PASSWORD);

        Path file = secrets.file(SecretName.POSTGRES_PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent(secret);
    }
}
