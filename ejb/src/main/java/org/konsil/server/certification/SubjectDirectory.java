package org.konsil.server.certification;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;

/** What certification asks of the device feature before it issues: whose device this is, and whether it is in good standing. */
public interface SubjectDirectory {

    /**
     * The subject for a certificate of this device.
     *
     * @throws RuntimeException one of the device feature's refusals, if the device is not registered, not the caller's, or its
     *     posture is not good; never answers on doubt
     */
    CertificateSubject requireSubject(Caller caller, UUID device);

    /** Whose device this is, whatever its standing; nothing if there is none of that id. */
    Optional<Identity> findHolder(UUID device);

    /**
     * The caller as the directory knows them.
     *
     * @throws RuntimeException the directory's refusal, if it does not know them or no longer lets them in
     */
    PersonSubject requirePerson(Caller caller);

    /** The same by the random id. */
    PersonSubject requirePerson(UUID user);

    /**
     * Whether the device may go on: registered, its owner still let in, its hardware approved. Never true on doubt; the rule by
     * which a lease is renewed (D1, D2, D3).
     */
    boolean isInGoodStanding(UUID device);

    /**
     * Those of these devices that are in good standing, and whose they are. Never one on doubt; what is unknown or put out is
     * not there.
     */
    Map<UUID, CertificateSubject> findInGoodStanding(Collection<UUID> devices);

    /** Those of these people who are let in, as the directory knows them now. */
    List<PersonSubject> findPeople(Collection<UUID> users);

    /** The random id of somebody whom the directory knows; nobody is asked elsewhere. */
    Optional<UUID> findUser(Identity identity);
}
