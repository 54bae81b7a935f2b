package org.konsil.server.certification;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose a certificate is.
 *
 * @param id of the device or person, the first name of the server, or the function; never a person's name
 * @param user the person's random id, if it is a person's or their device's
 * @param device the device's id, if it is a device's
 */
public record Holder(String id, Optional<UUID> user, Optional<UUID> device) {
    /** A person's device. */
    public static Holder of(CertificateSubject subject) {
        return new Holder(subject.device().toString(), Optional.of(subject.user()), Optional.of(subject.device()));
    }

    /** A person. */
    public static Holder ofPerson(UUID user) {
        return new Holder(user.toString(), Optional.of(user), Optional.empty());
    }

    /** A server by its first DNS name, or a part of this one by its function. */
    public static Holder ofMachine(String name) {
        return new Holder(name, Optional.empty(), Optional.empty());
    }
}
