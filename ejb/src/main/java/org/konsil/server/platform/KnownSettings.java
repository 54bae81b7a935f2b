package org.konsil.server.platform;

import java.util.Set;

/** Implemented by each feature's settings, so that a misspelt key is noticed at the start and not in the night. */
public interface KnownSettings {

    /** The full names of the settings that the feature reads. */
    Set<String> names();

    /**
     * Looks at the values.
     *
     * @throws StartRefusedException if the feature cannot work with them
     */
    default void requireUsable() {}
}
