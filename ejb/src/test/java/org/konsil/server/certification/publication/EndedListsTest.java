package org.konsil.server.certification.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

@DisplayName("Revocation lists that ended")
class EndedListsTest {

    @Test
    @DisplayName("go a day later, but for the newest of each name")
    void keepsTheNewest() throws Exception {
        MovableClock clock = new MovableClock();
        try (TestDatabase database = new TestDatabase()) {
            for (String list : List.of("1, 'device', 1", "2, 'device', 1", "3, 'device', null", "4, 'staff', 1")) {
                database.inTransaction(entities -> entities.createNativeQuery(
                                "insert into revocation_list (number, issuer, shard, der, this_update, next_update)"
                                        + " values (" + list + ", 'x', :now, :now)")
                        .setParameter("now", clock.instant())
                        .executeUpdate());
            }
            clock.advance(Duration.ofDays(1));
            assertThat(purge(database, clock)).isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(purge(database, clock)).isEqualTo(1);

            List<Long> left = database.inTransaction(
                    entities -> entities.createNativeQuery("select number from revocation_list order by 1", Long.class)
                            .getResultList());
            assertThat(left).containsExactly(2L, 3L, 4L);
        }
    }

    private static long purge(TestDatabase database, Clock clock) {
        return database.inTransaction(entities -> new Wiring(entities, new ArrayList<>())
                .with(Clock.class, clock)
                .bean(EndedLists.class)
                .purge());
    }
}
