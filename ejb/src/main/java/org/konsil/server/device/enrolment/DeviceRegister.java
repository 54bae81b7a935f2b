package org.konsil.server.device.enrolment;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.server.access.Caller;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.DeviceRegistered;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.device.posture.HardwareUser;
import org.konsil.server.device.posture.PostureGate;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Which device is whose. */
@Stateless
public class DeviceRegister {

    private static final String INSERT = "insert into device (device_id, user_id, hardware_id, registered_at, seen_on)"
            + " values (:device, :user, :hardware, :at, :today) on conflict (device_id) do nothing";

    @PersistenceContext(unitName = "konsil")
    EntityManager entities;

    @Inject
    PeopleFinder people;

    @Inject
    PostureGate posture;

    @Inject
    Event<DeviceRegistered> registered;

    @Inject
    Clock clock;

    /**
     * Makes the device the caller's, if the hardware is approved for them; durable when it returns. May be repeated.
     *
     * @param hardwareCode the code of the approved piece of hardware
     * @throws PostureRefusedException if no approved hardware of this person has that code
     * @throws UnknownDeviceException if the id is already somebody else's
     * @throws RemovedDeviceException if the device was put out
     */
    public void register(Caller caller, DeviceId id, String hardwareCode) {
        UserId owner =
                people.requireBySubject(caller.issuer(), caller.subject()).id();
        UUID hardware = posture.admit(new HardwareUser(owner, people.requireUsername(owner)), hardwareCode)
                .orElseThrow(() -> new PostureRefusedException(id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int inserted = entities.createNativeQuery(INSERT)
                .setParameter("device", id.value())
                .setParameter("user", owner.value())
                .setParameter("hardware", hardware)
                .setParameter("at", now)
                .setParameter("today", today())
                .executeUpdate();
        if (inserted == 1) {
            registered.fire(new DeviceRegistered(id, owner, now));
        } else {
            requireOwned(id, owner);
        }
    }

    /**
     * The device, in good standing.
     *
     * @throws UnknownDeviceException if there is none of that id
     * @throws RemovedDeviceException if it was put out
     */
    public RegisteredDevice require(DeviceId id) {
        return requireActive(id).toDevice();
    }

    /**
     * The same, and it is this person's.
     *
     * @throws UnknownDeviceException if there is none of that id, or it is somebody else's
     * @throws RemovedDeviceException if it was put out
     */
    public RegisteredDevice requireOwned(DeviceId id, UserId owner) {
        StoredDevice device = requireStored(id);
        if (!device.belongsTo(owner)) {
            throw new UnknownDeviceException(id);
        }
        return requireActive(id).toDevice();
    }

    /** The device, if it is registered and was not put out. */
    public Optional<RegisteredDevice> findActive(DeviceId id) {
        return Optional.ofNullable(entities.find(StoredDevice.class, id.value()))
                .filter(device -> !device.isRemoved())
                .map(StoredDevice::toDevice);
    }

    /** Those of these devices that are registered and were not put out. */
    public List<RegisteredDevice> findActive(Collection<DeviceId> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select d from StoredDevice d where d.deviceId in :ids and d.removedAt is null",
                                StoredDevice.class)
                        .setParameter("ids", ids.stream().map(DeviceId::value).toList())
                        .getResultStream()
                        .map(StoredDevice::toDevice)
                        .toList();
    }

    /** The device opens a session; of when, only the day is kept. */
    public void seen(DeviceId id) {
        entities.createQuery(
                        "update StoredDevice d set d.seenOn = :today where d.deviceId = :device and d.seenOn < :today")
                .setParameter("today", today())
                .setParameter("device", id.value())
                .executeUpdate();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Devices in good standing that opened no session on this day or later; by id, after {@code after}. */
    public List<RegisteredDevice> silentSince(LocalDate day, DeviceId after, int most) {
        return entities.createQuery(
                        "select d from StoredDevice d where d.removedAt is null and d.seenOn < :day"
                                + " and d.deviceId > :after order by d.deviceId",
                        StoredDevice.class)
                .setParameter("day", day)
                .setParameter("after", after.value())
                .setMaxResults(most)
                .getResultStream()
                .map(StoredDevice::toDevice)
                .toList();
    }

    /** Whose device it is or was; nothing if there is none of that id. */
    public Optional<UserId> findOwner(DeviceId id) {
        return Optional.ofNullable(entities.find(StoredDevice.class, id.value()))
                .map(device -> device.toDevice().owner());
    }

    /** The person's devices that were not put out, oldest first. */
    public List<RegisteredDevice> activeDevices(UserId owner) {
        return entities.createQuery(
                        "select d from StoredDevice d where d.userId = :owner and d.removedAt is null"
                                + " order by d.registeredAt, d.deviceId",
                        StoredDevice.class)
                .setParameter("owner", owner.value())
                .getResultStream()
                .map(StoredDevice::toDevice)
                .toList();
    }

    /** What is registered on this piece of hardware and was not put out, oldest first. */
    public List<RegisteredDevice> onHardware(UUID hardware) {
        return entities.createQuery(
                        "select d from StoredDevice d where d.hardwareId = :hardware and d.removedAt is null"
                                + " order by d.registeredAt, d.deviceId",
                        StoredDevice.class)
                .setParameter("hardware", hardware)
                .getResultStream()
                .map(StoredDevice::toDevice)
                .toList();
    }

    /**
     * Makes sure that the devices are in good standing until the transaction ends: whoever puts one out at this moment waits, and
     * then sees what this transaction did.
     *
     * @throws RemovedDeviceException if one was put out
     */
    public void holdInService(Collection<DeviceId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Set<UUID> held = entities.createQuery(
                        "select d from StoredDevice d where d.deviceId in :ids and d.removedAt is null order by d.deviceId",
                        StoredDevice.class)
                .setParameter("ids", ids.stream().map(DeviceId::value).toList())
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultStream()
                .map(device -> device.toDevice().id().value())
                .collect(Collectors.toUnmodifiableSet());
        for (DeviceId id : ids) {
            if (!held.contains(id.value())) {
                throw new RemovedDeviceException(id);
            }
        }
    }

    /** Whose these devices are, whether or not they were put out. */
    public Set<UserId> owners(Collection<DeviceId> ids) {
        return entities.createQuery("select distinct d.userId from StoredDevice d where d.deviceId in :ids", UUID.class)
                .setParameter("ids", ids.stream().map(DeviceId::value).toList())
                .getResultStream()
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private StoredDevice requireActive(DeviceId id) {
        StoredDevice device = requireStored(id);
        if (device.isRemoved()) {
            throw new RemovedDeviceException(id);
        }
        return device;
    }

    private StoredDevice requireStored(DeviceId id) {
        StoredDevice device = entities.find(StoredDevice.class, id.value());
        if (device == null) {
            throw new UnknownDeviceException(id);
        }
        return device;
    }
}
