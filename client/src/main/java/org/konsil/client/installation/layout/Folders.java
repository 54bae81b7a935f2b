package org.konsil.client.installation.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Knows where everything is in the data folder; the only place with these names. */
public final class Folders {

    private final Path data;

    /** The folder need not exist yet. */
    public Folders(Path data) {
        this.data = data;
    }

    /** Makes the folders, for their owner only. */
    public void make() throws IOException {
        for (Path folder : List.of(data, secrets(), config(), attachments(), log(), run(), servers())) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    public Path data() {
        return data;
    }

    public Path secrets() {
        return data.resolve("secrets");
    }

    public Path config() {
        return data.resolve("config");
    }

    /** All {@code konsil.*} settings of the server. */
    public Path settingsFile() {
        return config().resolve("konsil.properties");
    }

    /** The operator's own {@code konsil.*} settings, if there are any; they are added to the others at each start. */
    public Path operatorSettingsFile() {
        return config().resolve("operator.properties");
    }

    public Path approvedHardwareFile() {
        return config().resolve("approved-hardware.json");
    }

    public Path pki() {
        return data.resolve("pki");
    }

    /** The blobs of attachments, unless they lie elsewhere. */
    public Path attachments() {
        return data.resolve("attachments");
    }

    public Path log() {
        return data.resolve("log");
    }

    /** What runs: one small file for each part. */
    public Path run() {
        return data.resolve("run");
    }

    /** The unpacked programs; may be deleted while nothing runs, they come back. */
    public Path servers() {
        return data.resolve("servers");
    }

    /** The data of PostgreSQL. */
    public Path postgres() {
        return data.resolve("postgres");
    }

    /** The base folder of WildFly: configuration, deployments, broker journal. */
    public Path wildfly() {
        return data.resolve("wildfly");
    }
}
