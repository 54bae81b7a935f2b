package org.konsil.server.certification.activity;

import java.time.Instant;
import org.konsil.server.certification.ActKind;

/**
 * Somebody did something.
 *
 * @param place where it stands among the others
 * @param subject of their tokens; empty if it were several, of whom the request tells
 * @param object to what
 */
public record Act(ActKind kind, Place place, String subject, Thing object) {

    /** When, and for those of the same instant which; the key by which pages follow each other. */
    public record Place(Instant at, String id) {}

    /**
     * To what it was done.
     *
     * @param request the request that it belongs to, or empty
     * @param order what kind of request that is, or empty
     * @param target a profile, a serial, or the name of a server's key
     * @param detail of a request how it stands, of a revocation its reason, of a profile its revision; may be empty
     */
    public record Thing(String request, String order, String target, String detail) {}
}
