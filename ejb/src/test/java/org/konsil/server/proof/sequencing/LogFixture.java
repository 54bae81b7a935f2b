package org.konsil.server.proof.sequencing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.protocol.proof.note.Checkpoint;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.server.certification.TestCas;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.authority.AuthoritiesFixture;
import org.konsil.server.certification.function.FunctionFixture;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.HospitalSettingsFixture;
import org.konsil.server.proof.ProofSettingsFixture;

/** The log of one node, just started, on a real database; each batch a transaction, as the container does it. */
public final class LogFixture {

    private final DataSource database;
    private final Sequencer sequencer = new Sequencer();
    private Runnable meanwhile = () -> {};

    public LogFixture(DataSource database, Path folder, TestCas cas, Clock clock) throws IOException {
        HospitalSettings hospital = HospitalSettingsFixture.of("klinikum.example");
        Authorities authorities = AuthoritiesFixture.of(hospital, clock, cas.root(), cas.signers());
        LogKey key = new LogKey() {
            @Override
            public Optional<Checkpoint> remembered(NoteKey log) {
                Runnable once = meanwhile;
                meanwhile = () -> {};
                once.run();
                return super.remembered(log);
            }
        };
        key.settings = ProofSettingsFixture.in(folder);
        key.hospital = hospital;
        key.authorities = authorities;
        key.certificates = FunctionFixture.of((bean, profile, function, publicKey) -> authorities
                .findIssuer(IssuingAuthority.SERVICE)
                .orElseThrow()
                .issue(
                        new IssuanceOrder(
                                CertificateProfiles.find(profile).orElseThrow(),
                                publicKey,
                                new FunctionNames(authorities.organisation(), function),
                                authorities.addresses().of(IssuingAuthority.SERVICE, 1)),
                        ticket -> {}));
        key.clock = clock;
        this.database = database;
        this.sequencer.key = key;
        this.sequencer.batch = new Transactions();
        this.sequencer.batch.database = database;
        this.sequencer.batch.key = key;
    }

    /** What the container does around a batch. */
    private final class Transactions extends SequencingBatch {

        @Override
        public Optional<Signed> next() {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                Optional<Signed> signed = next(new LogTables(connection));
                connection.commit();
                return signed;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void check() {
            try (Connection connection = database.getConnection()) {
                check(new LogTables(connection));
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** As it comes each second, and with each act of high risk. */
    public void integrate() {
        sequencer.integrate();
    }

    /** What happens elsewhere just before this node looks for the next time what it knows was signed. */
    public void meanwhile(Runnable act) {
        meanwhile = act;
    }

    public boolean isRefused() {
        return sequencer.isRefused();
    }

    /** One batch, all but committed. */
    public void nextAndFail() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            sequencer.batch.next(new LogTables(connection));
            connection.rollback();
        }
    }

    /** What this node knows was signed last. */
    public Checkpoint signed() {
        return sequencer.key.remembered(key()).orElseThrow();
    }

    public NoteKey key() {
        return sequencer.key.signer(true).key();
    }
}
