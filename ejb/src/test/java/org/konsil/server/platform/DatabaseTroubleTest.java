package org.konsil.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("N1 what is the matter with the database")
class DatabaseTroubleTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "53200", "53300", "57P01", "57P02", "57P03", "58030"})
    @DisplayName("it is away, however deep that stands")
    void recognisesADatabaseThatIsAway(String state) {
        Exception failure = new EJBException(new PersistenceException(new SQLException("words", state)));

        assertThat(DatabaseTrouble.in(failure)).contains(DatabaseTrouble.AWAY);
    }

    @Test
    @DisplayName("the pool has no connection")
    void recognisesAnEmptyPool() {
        Exception failure = new EJBException(new SQLException(new ResourceException("none")));

        assertThat(DatabaseTrouble.in(failure)).contains(DatabaseTrouble.AWAY);
    }

    @Test
    @DisplayName("its connection broke while the transaction ended")
    void recognisesABrokenCommit() {
        RollbackException ended = new RollbackException();
        ended.addSuppressed(new XAException(XAException.XA_RBROLLBACK));
        EJBException failure = new EJBException(ended);

        assertThat(DatabaseTrouble.in(failure)).contains(DatabaseTrouble.AWAY);
    }

    @Test
    @DisplayName("its disk is full, which says more than that a connection broke")
    void recognisesAFullDisk() {
        SQLException broken = new SQLException("words", "08006");
        broken.setNextException(new SQLException("words", "53100"));

        assertThat(DatabaseTrouble.in(new EJBException(broken))).contains(DatabaseTrouble.FULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "40P01", "40001", "42P01", "57014", "22001"})
    @DisplayName("nothing, if it refuses what it was asked")
    void leavesOtherFailures(String state) {
        assertThat(DatabaseTrouble.in(new EJBException(new SQLException("words", state))))
                .isEmpty();
    }

    @Test
    @DisplayName("a ring of reasons has an end")
    void endsWithARing() {
        Exception first = new IllegalStateException();
        Exception second = new IllegalStateException(first);
        first.initCause(second);

        assertThat(DatabaseTrouble.in(first)).isEmpty();
    }
}
