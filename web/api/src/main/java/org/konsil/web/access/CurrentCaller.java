package org.konsil.web.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.TokenRefusedException;

/** Who makes this request. */
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;

    /** @throws TokenRefusedException if the resource is open, so that nobody was asked for a token */
    public Caller require() {
        if (caller == null) {
            throw new TokenRefusedException("nobody asked for it");
        }
        return caller;
    }

    void set(Caller checked) {
        caller = checked;
    }
}
