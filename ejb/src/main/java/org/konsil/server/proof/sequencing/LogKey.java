package org.konsil.server.proof.sequencing;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.UnverifiedCheckpoint;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.function.FunctionCertificates;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.proof.DurableFile;
import org.konsil.server.proof.ProofSettings;
import org.konsil.server.proof.SigningRefusedException;

/** The key that signs the log, and what this node knows was signed with it, apart from the database. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class LogKey {

    private static final String REMEMBERED = "last-checkpoint";

    @Inject
    ProofSettings settings;

    @Inject
    HospitalSettings hospital;

    @Inject
    Authorities authorities;

    @Inject
    FunctionCertificates certificates;

    @Inject
    Clock clock;

    private final Object guard = new Object();
    private @Nullable NoteSigner signer;

    /** Without a Service CA nobody vouches for the key, and there is no log. */
    public boolean hasVoucher() {
        return authorities.present().contains(IssuingAuthority.SERVICE);
    }

    /**
     * Opens the key; makes one if the log has not begun.
     *
     * @throws SigningRefusedException if the log has begun and its key is gone
     */
    public NoteSigner signer(boolean begun) {
        synchronized (guard) {
            NoteSigner present = signer;
            if (present == null) {
                present = open(begun);
                signer = present;
            }
            return present;
        }
    }

    private NoteSigner open(boolean begun) {
        NoteKeyFile file = new NoteKeyFile(settings.folder());
        char[] password = settings.keyPassword();
        try {
            if (file.exists()) {
                return file.open(password);
            }
            if (begun) {
                throw new SigningRefusedException(
                        "The proof log has begun, and its key is gone from " + settings.folder());
            }
            int year = clock.instant().atZone(ZoneOffset.UTC).getYear();
            return file.create("proof." + hospital.domain() + "/" + year, password, new SecureRandom());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** That the key is this hospital's, by a certificate that is made for this one signature. */
    public KeyStatement statement(NoteKey log) {
        FunctionKey key = FunctionKey.generate();
        X509Certificate certificate =
                certificates.certify(CertificateProfiles.PROOF_LOG.name(), "Proof Log", key.publicKey());
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant to = certificate.getNotAfter().toInstant();
        byte[] signature = key.certified(certificate).sign(KeyStatement.content(log, from, to));
        List<byte[]> chain = List.of(Certificates.der(certificate), authorities.certificate(IssuingAuthority.SERVICE));
        return new KeyStatement(log, from, to, signature, chain);
    }

    /** Whether anything was, as far as this node knows. */
    public boolean hasSigned() {
        return Files.exists(settings.folder().resolve(REMEMBERED));
    }

    /** What was signed last, as far as this node knows. */
    public Optional<Checkpoint> remembered(NoteKey log) {
        Path file = settings.folder().resolve(REMEMBERED);
        try {
            return Files.exists(file)
                    ? Optional.of(
                            UnverifiedCheckpoint.parse(Files.readAllBytes(file)).check(log))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new IllegalStateException("what the proof log signed last cannot be read: " + file, failure);
        }
    }

    public void remember(Checkpoint checkpoint) {
        try {
            new DurableFile(settings.folder().resolve(REMEMBERED)).replace(checkpoint.encode());
        } catch (IOException failure) {
            throw new IllegalStateException("what the proof log signed cannot be remembered", failure);
        }
    }
}
