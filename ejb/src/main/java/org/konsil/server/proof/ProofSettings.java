package org.konsil.server.proof;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.witness.WitnessPolicy;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.SecretFile;
import org.konsil.server.platform.StartRefusedException;

/** Where the proof log keeps what must not be in the database: its key, what it signed last, and the keys of people. */
@ApplicationScoped
public class ProofSettings implements KnownSettings {

    private static final String FOLDER = "konsil.proof.folder";
    private static final String KEY_PASSWORD_FILE = "konsil.proof.key-password-file";
    private static final String WITNESS_POLICY_FILE = "konsil.proof.witness-policy-file";
    private static final String WITNESS_INTERVAL = "konsil.proof.witness-interval";
    private static final String WITNESS_ROOT_FILE = "konsil.proof.witness-root-file";

    private static final Logger LOGGER = System.getLogger(ProofSettings.class.getName());

    /** Beyond three intervals: a witness may be slow, and the next round brings it. */
    private static final Duration WITNESS_GRACE = Duration.ofSeconds(30);

    @Inject
    @ConfigProperty(name = FOLDER)
    String folder;

    @Inject
    @ConfigProperty(name = KEY_PASSWORD_FILE)
    String keyPasswordFile;

    @Inject
    @ConfigProperty(name = WITNESS_POLICY_FILE)
    Optional<String> witnessPolicyFile = Optional.empty();

    @Inject
    @ConfigProperty(name = WITNESS_INTERVAL, defaultValue = "PT10S")
    Duration witnessInterval = Duration.ofSeconds(10);

    @Inject
    @ConfigProperty(name = WITNESS_ROOT_FILE)
    Optional<String> witnessRootFile = Optional.empty();

    public Path folder() {
        return Path.of(folder);
    }

    /** Opens the log's key; whoever reads it overwrites it. */
    public char[] keyPassword() {
        return new SecretFile(Path.of(keyPasswordFile)).read().toCharArray();
    }

    /**
     * Who has to see the log, as the file says now: it may be edited while the server runs. One that cannot be read any more is
     * as if there were none, so that nothing counts as witnessed.
     */
    public WitnessPolicy witnessPolicy() {
        try {
            return readWitnessPolicy();
        } catch (IOException | ProofRefusedException unusable) {
            LOGGER.log(Level.ERROR, "The witness policy cannot be read: " + witnessPolicyFile, unusable);
            return WitnessPolicy.NONE;
        }
    }

    /** At most so often witnesses are asked. */
    public Duration witnessInterval() {
        return witnessInterval;
    }

    /** How long a checkpoint may wait for its witnesses before the log counts as unwitnessed. */
    public Duration witnessPatience() {
        return witnessInterval.multipliedBy(3).plus(WITNESS_GRACE);
    }

    /** Whose TLS certificates witnesses have, if it is not one of those that every Java knows; PEM. */
    public Optional<Path> witnessRootFile() {
        return witnessRootFile.map(Path::of);
    }

    private WitnessPolicy readWitnessPolicy() throws IOException {
        if (witnessPolicyFile.isEmpty()) {
            return WitnessPolicy.NONE;
        }
        try (InputStream file = Files.newInputStream(Path.of(witnessPolicyFile.get()))) {
            return WitnessPolicy.parse(file.readNBytes(WitnessPolicy.MOST_BYTES + 1));
        }
    }

    @Override
    public Set<String> names() {
        return Set.of(FOLDER, KEY_PASSWORD_FILE, WITNESS_POLICY_FILE, WITNESS_INTERVAL, WITNESS_ROOT_FILE);
    }

    @Override
    public void requireUsable() {
        if (!folder().isAbsolute() || !Files.isDirectory(folder()) || !Files.isWritable(folder())) {
            throw new StartRefusedException(
                    FOLDER + " must be an absolute path to a folder that the server may write: " + folder);
        }
        if (witnessInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new StartRefusedException(WITNESS_INTERVAL + " must be at least PT1S");
        }
        if (witnessRootFile().filter(file -> !Files.isReadable(file)).isPresent()) {
            throw new StartRefusedException(WITNESS_ROOT_FILE + " cannot be read: " + witnessRootFile.get());
        }
        try {
            readWitnessPolicy();
        } catch (IOException | ProofRefusedException unusable) {
            throw new StartRefusedException(
                    WITNESS_POLICY_FILE + " must be a policy in the form of c2sp.org/tlog-policy: "
                            + witnessPolicyFile.orElse(""),
                    unusable);
        }
    }
}
