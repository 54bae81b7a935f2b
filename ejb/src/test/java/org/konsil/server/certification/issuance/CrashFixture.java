package org.konsil.server.certification.issuance;

import java.util.List;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** Lets the power fail at a step of issuance: the process is gone without a goodbye. */
public final class CrashFixture {
    /** The steps of docs/journeys/certificate.md after which it fails; signing is the CA's own. */
    public enum Step {
        KEY_BOUND,
        PREPARED,
        JOURNALLED,
        SIGNED,
        STORED,
        COMMITTED
    }

    private CrashFixture() {}

    /** Beans that fail at the first three of the steps. */
    public static void addTo(Wiring beans, TestDatabase database, Step step) {
        IssuanceJournal whole = beans.bean(IssuanceJournal.class);
        if (step == Step.KEY_BOUND) {
            beans.with(ListShards.class, new ListShards() {
                @Override
                List<Integer> next(IssuingAuthority authority, int count) {
                    throw powerFailure();
                }
            });
        } else if (step == Step.PREPARED || step == Step.JOURNALLED) {
            beans.with(IssuanceJournal.class, new IssuanceJournal() {
                @Override
                void begin(List<JournalEntry> entries) {
                    if (step == Step.JOURNALLED) {
                        whole.begin(entries);
                    }
                    throw powerFailure();
                }
            });
        }
    }

    /** Never returns. */
    public static RuntimeException powerFailure() {
        Runtime.getRuntime().halt(137);
        return new IllegalStateException("still here");
    }
}
