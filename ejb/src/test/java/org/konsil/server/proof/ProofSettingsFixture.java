package org.konsil.server.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The proof log's folder of one test. */
public final class ProofSettingsFixture {

    private ProofSettingsFixture() {}

    /** With these witnesses. */
    public static ProofSettings withWitnesses(Path policy) {
        ProofSettings settings = new ProofSettings();
        settings.witnessPolicyFile = Optional.of(policy.toString());
        return settings;
    }

    public static ProofSettings in(Path folder) throws IOException {
        ProofSettings settings = new ProofSettings();
        settings.folder = folder.toString();
        settings.keyPasswordFile =
                Files.writeString(folder.resolve("password"), "a long password").toString();
        return settings;
    }
}
