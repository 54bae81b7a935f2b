package org.konsil.server.certification.issuance;

import java.util.List;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** The journal with the transaction of its own that the container gives it. */
public final class JournalFixture extends IssuanceJournal {

    private final TestDatabase database;

    private JournalFixture(TestDatabase database) {
        this.database = database;
    }

    public static Wiring addTo(Wiring wiring, TestDatabase database) {
        JournalFixture journal = new JournalFixture(database);
        journal.entities = wiring.entities();
        return wiring.with(IssuanceJournal.class, journal);
    }

    @Override
    void begin(List<JournalEntry> entries) {
        database.inTransaction(other -> {
            entries.forEach(other::persist);
            return null;
        });
    }
}
