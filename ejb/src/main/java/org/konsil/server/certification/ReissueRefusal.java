package org.konsil.server.certification;

import java.util.Locale;

/** Why a certificate was not re-issued with the others. */
public enum ReissueRefusal {
    /** Device, person or server may have none now, or is not whom the present one names. */
    HOLDER_REFUSED,
    /** The holder asked for the re-issue or agreed to it, and nobody decides on their own. */
    HOLDER_DECIDED,
    /** The profile as it is now does not certify keys of this kind. */
    KEY_NOT_PERMITTED,
    /** The key is bound to another holder. */
    KEY_OF_ANOTHER,
    /** A lint objected to the next certificate, or it could not be built. */
    AGAINST_THE_RULES;

    /** As it stands in the database and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
