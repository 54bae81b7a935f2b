package org.konsil.server.platform.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.platform.HealthCheck;
import org.konsil.server.platform.HealthPart;
import org.konsil.server.platform.HealthReport;
import org.konsil.server.platform.HealthReport.State;
import org.konsil.server.platform.HealthTrouble;
import org.konsil.server.platform.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("How the server is")
class HealthTest {

    /** One that looks into the database, one that does not, one that breaks. */
    private static final List<HealthCheck> CHECKS =
            List.of(check(HealthPart.CERTIFICATES, true), check(HealthPart.DISK, false), new HealthCheck() {
                @Override
                public HealthPart part() {
                    return HealthPart.BROKER;
                }

                @Override
                public boolean asksDatabase() {
                    return false;
                }

                @Override
                public HealthReport look() {
                    throw new IllegalStateException("broken");
                }
            });

    @Test
    @DisplayName("a database that answers tells its version, and each part is asked; one that breaks is unknown")
    void asksEverybody() throws Exception {
        try (TestDatabase database = new TestDatabase()) {
            List<HealthReport> reports = health(database.database()).all();

            assertThat(reports)
                    .extracting(HealthReport::part)
                    .containsExactly(
                            HealthPart.DATABASE,
                            HealthPart.DATABASE_ROOM,
                            HealthPart.DISK,
                            HealthPart.BROKER,
                            HealthPart.CERTIFICATES);
            assertThat(reports)
                    .extracting(HealthReport::state)
                    .containsExactly(State.GOOD, State.GOOD, State.GOOD, State.UNKNOWN, State.GOOD);
            assertThat(reports.get(0).facts().get(HealthReport.Fact.VERSION).toString())
                    .startsWith("18");
        }
    }

    @Test
    @DisplayName("without the database, who would need it is not asked and unknown; the others are asked")
    void withoutTheDatabase() {
        List<HealthReport> reports = health(nobodyListens()).all();

        assertThat(reports.get(0).trouble()).contains(HealthTrouble.DATABASE_AWAY);
        assertThat(reports)
                .extracting(HealthReport::state)
                .containsExactly(State.BAD, State.GOOD, State.GOOD, State.UNKNOWN, State.UNKNOWN);
    }

    @Test
    @DisplayName("a disk is full before it is full")
    void disk() {
        assertThat(DiskCheck.judge(DiskCheck.FULL - 1).trouble()).contains(HealthTrouble.DISK_FULL);
        assertThat(DiskCheck.judge(DiskCheck.FULL).trouble()).contains(HealthTrouble.DISK_LOW);
        assertThat(DiskCheck.judge(DiskCheck.LOW).state()).isEqualTo(State.GOOD);
        assertThat(new DiskCheck().look().facts()).containsKey(HealthReport.Fact.FREE);
    }

    @Test
    @DisplayName("one message that nobody got is worth a look; a broker that says nothing is unknown")
    void broker() {
        assertThat(BrokerCheck.judge(7, 0).state()).isEqualTo(State.GOOD);
        assertThat(BrokerCheck.judge(0, 1).trouble()).contains(HealthTrouble.DEAD_LETTERS);
        assertThat(new BrokerCheck().look().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    @DisplayName("this process says since when it runs, and as which version")
    void server() {
        assertThat(new ServerCheck().look().facts())
                .containsKeys(HealthReport.Fact.STARTED, HealthReport.Fact.MEMORY, HealthReport.Fact.JAVA)
                .hasEntrySatisfying(
                        HealthReport.Fact.KONSIL,
                        version -> assertThat(version.toString()).matches("[0-9].*"));
    }

    private static Health health(DataSource database) {
        Health health = new Health();
        health.checks = CHECKS;
        health.database = new DatabaseProbe();
        health.database.database = database;
        health.room = new DatabaseRoom();
        health.room.clock = Clock.systemUTC();
        return health;
    }

    private static DataSource nobodyListens() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        return nowhere;
    }

    private static HealthCheck check(HealthPart part, boolean asksDatabase) {
        return new HealthCheck() {
            @Override
            public HealthPart part() {
                return part;
            }

            @Override
            public boolean asksDatabase() {
                return asksDatabase;
            }

            @Override
            public HealthReport look() {
                return HealthReport.good(part, Map.of());
            }
        };
    }
}
