package org.konsil.pki.profile;

/** A change of a profile would widen or break it; nothing was changed. */
public final class ProfileRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    ProfileRefusedException(String setting, String message) {
        super(setting + ": " + message);
        this.setting = setting;
    }

    ProfileRefusedException(String setting, String message, Throwable cause) {
        super(setting + ": " + message, cause);
        this.setting = setting;
    }

    /** The setting that is wrong. */
    public String setting() {
        return setting;
    }
}
