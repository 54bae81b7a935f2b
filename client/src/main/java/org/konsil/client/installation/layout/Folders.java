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
        for (Path folder : List.of(data, secrets(), config(), attachments(), proof(), log(), run(), servers())) {
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

    /** This node's place among others, if the operator says that there are others. */
    public Path clusterFile() {
        return config().resolve("cluster.properties");
    }

    /** Which witnesses must have seen the proof log; the operator's own, made at the first start, where it asks for none. */
    public Path witnessPolicyFile() {
        return config().resolve("witnesses.policy");
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

    /** What the proof log keeps apart from the database: its key, what it signed last, the keys of people. */
    public Path proof() {
        return data.resolve("proof");
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
