package org.konsil.web.console.activity;

import java.time.Instant;
import org.konsil.server.certification.ActKind;
import org.konsil.server.certification.activity.Act;

/** An act, for the page to show. */
public class ActLine {

    private final Act act;
    private final String name;

    ActLine(Act act, String name) {
        this.act = act;
        this.name = name;
    }

    String place() {
        return act.place().at() + "_" + act.place().id();
    }

    public Instant getAt() {
        return act.place().at();
    }

    /** What was done. */
    public String getKind() {
        return act.kind().text();
    }

    /** Who did it; empty if it took two, of whom the request tells. */
    public String getName() {
        return name;
    }

    /** The kind of the request it belongs to, or empty. */
    public String getOrder() {
        return act.object().order();
    }

    /** A profile, a serial, or the name of a server's key. */
    public String getTarget() {
        return act.object().target();
    }

    /** Whether the target is a certificate's serial. */
    public boolean isCertificate() {
        return act.kind() == ActKind.REVOKED;
    }

    /** A word more; empty if there is none. */
    public String getDetail() {
        return act.object().detail();
    }

    /** The family of texts of the word, if it is one of those that requests and certificates have. */
    public String getDetailFamily() {
        return switch (act.kind()) {
            case REQUESTED -> "approval";
            case AGREED -> "role";
            case REVOKED -> "reason";
            case REISSUED, PROFILE_CHANGED, SERVER_KEY -> "";
        };
    }
}
