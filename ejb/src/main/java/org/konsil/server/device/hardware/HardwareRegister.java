package org.konsil.server.device.hardware;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareCode;
import org.konsil.server.device.HardwareEnded;
import org.konsil.server.device.HardwareLabelException;
import org.konsil.server.device.HardwareListedException;
import org.konsil.server.device.HardwareNotApprovedException;
import org.konsil.server.device.HardwareState;
import org.konsil.server.device.UnknownHardwareException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Which hardware may hold keys, and whose: it comes onto the list by two people, and off it by one. */
@Stateless
public class HardwareRegister {

    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/#-]{0,63}");
    private static final String INSERT =
            "insert into approved_hardware (hardware_id, label, user_id, code_sha256, state,"
                    + " changed_at) values (:id, :label, cast(:user as uuid), :digest, 'asked', :at) on conflict do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    ApprovalQueue approvals;

    @Inject
    PeopleFinder people;

    @Inject
    Event<HardwareEnded> ended;

    @Inject
    Clock clock;

    /**
     * Asks for a piece of hardware to be approved, which takes a second person, never its owner.
     *
     * @param label what stands on it, such as its inventory number
     * @param owner the only person who may use it; nothing if it is shared
     * @throws HardwareLabelException if that is no label
     * @throws HardwareListedException if it is on the list already
     * @throws org.konsil.server.directory.UnknownPersonException if there is nobody of that id
     */
    public AskedHardware ask(Caller officer, String label, Optional<UserId> owner) {
        String name = label.strip();
        if (!LABEL.matcher(name).matches()) {
            throw new HardwareLabelException();
        }
        Optional<Identity> concerned = owner.map(people::requireIdentity);
        UUID id = UUID.randomUUID();
        HardwareCode code = HardwareCode.next();
        int inserted = entities.createNativeQuery(INSERT)
                .setParameter("id", id)
                .setParameter("label", name)
                .setParameter("user", owner.map(UserId::toString).orElse(null))
                .setParameter("digest", code.sha256())
                .setParameter("at", now())
                .executeUpdate();
        if (inserted != 1) {
            throw new HardwareListedException();
        }
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        UUID request = approvals.file(officer, ApprovalKind.HARDWARE, id.toString(), content, concerned);
        return new AskedHardware(id, request, code);
    }

    /** @throws UnknownHardwareException if there is none of that id */
    public Hardware require(UUID id) {
        return requireStored(id, LockModeType.NONE).toHardware();
    }

    /** The request that it came, or is to come, onto the list with; nothing once that is forgotten. */
    public Optional<UUID> findRequest(Hardware hardware) {
        return approvals.findNewest(ApprovalKind.HARDWARE, hardware.id().toString());
    }

    /** A part of the list, ordered by label; those of this one and before are left out. */
    public List<Hardware> find(HardwareFilter filter, Optional<UUID> after, int most) {
        Optional<StoredHardware> last = after.map(id -> entities.find(StoredHardware.class, id));
        return filter.query(entities, last)
                .setMaxResults(most)
                .getResultStream()
                .map(StoredHardware::toHardware)
                .toList();
    }

    /**
     * Takes it off the list for good, at once and whoever asked for it; again is no harm.
     *
     * @throws UnknownHardwareException if there is none of that id
     * @throws HardwareNotApprovedException if it is not on the list yet
     */
    public void end(Caller officer, UUID id) {
        StoredHardware hardware = requireStored(id, LockModeType.PESSIMISTIC_WRITE);
        switch (hardware.state()) {
            case ASKED -> throw new HardwareNotApprovedException(id);
            case APPROVED -> {
                Instant now = now();
                hardware.become(HardwareState.ENDED, now);
                ended.fire(new HardwareEnded(id, officer.subject(), now));
            }
            case ENDED -> {}
        }
    }

    /** The approved piece with this code that this person may use. */
    public Optional<UUID> findApproved(UserId user, String code) {
        return entities.createQuery(
                        "select h from StoredHardware h where h.codeSha256 = :digest and h.state = 'approved'",
                        StoredHardware.class)
                .setParameter("digest", HardwareCode.sha256(code))
                .getResultStream()
                .map(StoredHardware::toHardware)
                .filter(hardware -> hardware.isFor(user))
                .map(Hardware::id)
                .findFirst();
    }

    /** Those of these that are approved now. */
    public List<Hardware> approvedAmong(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select h from StoredHardware h where h.id in :ids and h.state = 'approved'",
                                StoredHardware.class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .map(StoredHardware::toHardware)
                        .toList();
    }

    private StoredHardware requireStored(UUID id, LockModeType lock) {
        StoredHardware hardware = entities.find(StoredHardware.class, id, lock);
        if (hardware == null) {
            throw new UnknownHardwareException(id);
        }
        return hardware;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
