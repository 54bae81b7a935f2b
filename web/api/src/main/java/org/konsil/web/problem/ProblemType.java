package org.konsil.web.problem;

import jakarta.ejb.EJBException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.TokenRefusedException;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.directory.UnknownPersonException;

/** Every problem this server can answer with; docs/api/problems.md lists the same, and a test compares the two. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request is not what this resource takes", MalformedRequestException.class),
    TOKEN_REFUSED(401, "The access token is missing or does not open this", TokenRefusedException.class),
    FORBIDDEN(403, "The role for this is missing", RoleMissingException.class),
    POSTURE_REFUSED(403, "This hardware is not approved for this person", PostureRefusedException.class),
    DEVICE_REMOVED(403, "This device was put out", RemovedDeviceException.class),
    UNKNOWN_PERSON(404, "No such person", UnknownPersonException.class),
    UNKNOWN_DEVICE(404, "No such device", UnknownDeviceException.class),
    IDENTITY_UNREACHABLE(503, "Nobody can be recognised right now", IdentityUnreachableException.class),
    INTERNAL(500, "The server failed");

    private final int status;
    private final String title;
    private final Set<Class<? extends RuntimeException>> refusals;

    @SafeVarargs
    ProblemType(int status, String title, Class<? extends RuntimeException>... refusals) {
        this.status = status;
        this.title = title;
        this.refusals = Set.of(refusals);
    }

    /** The HTTP status; the socket uses the same numbers. */
    public int status() {
        return status;
    }

    /** One sentence for people. */
    public String title() {
        return title;
    }

    /** The type, by which programs tell problems apart. */
    public String uri() {
        return "urn:konsil:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is not listed here is internal, and the caller learns nothing more of it. */
    public static ProblemType of(Throwable refusal) {
        if (refusal instanceof EJBException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        return Stream.of(values())
                .filter(type -> type.refusals.contains(refusal.getClass()))
                .findFirst()
                .orElse(INTERNAL);
    }
}
