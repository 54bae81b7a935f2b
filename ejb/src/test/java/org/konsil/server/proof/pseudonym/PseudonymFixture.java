package org.konsil.server.proof.pseudonym;

import java.io.IOException;
import java.nio.file.Path;
import org.konsil.server.proof.ProofSettingsFixture;

/** Pseudonyms with a key file of one test. */
public final class PseudonymFixture {

    private PseudonymFixture() {}

    public static Pseudonyms in(Path folder) throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms();
        pseudonyms.settings = ProofSettingsFixture.in(folder);
        return pseudonyms;
    }
}
