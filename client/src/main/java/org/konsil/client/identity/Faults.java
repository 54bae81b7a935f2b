package org.konsil.client.identity;

import java.util.Locale;
import org.konsil.pki.status.ChainRefusedException;

/** Reasons as codes. */
final class Faults {

    private Faults() {}

    static String code(ChainRefusedException refused) {
        return refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
