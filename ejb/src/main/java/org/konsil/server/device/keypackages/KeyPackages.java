package org.konsil.server.device.keypackages;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.InitKeyReusedException;
import org.konsil.server.device.KeyPackagePoolFullException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.credential.CredentialChecker;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.UserId;

/** The pool of key packages: checked when they come, handed out once, gone with their device. */
@Stateless
public class KeyPackages {

    /** In one request. */
    public static final int MOST_AT_ONCE = 50;

    /** Kept for one device, without the last resort. */
    public static final int MOST_IN_POOL = 100;

    @Inject
    KeyPackageStore store;

    @Inject
    DeviceRegister devices;

    @Inject
    CredentialChecker credentials;

    @Inject
    ClaimBudget budget;

    @Inject
    Clock clock;

    /**
     * Adds a device's key packages; all of them or none. Durable when it returns.
     *
     * @param contents each an MLSMessage
     * @param lastResort replaces the one before, unless null
     * @throws org.konsil.server.device.KeyPackageMalformedException if one is no key package
     * @throws org.konsil.server.device.KeyPackageForeignException if one carries another credential than the device's own
     * @throws org.konsil.server.device.KeyPackageRefusedException if one does not pass RFC 9420, section 10.1
     * @throws InitKeyReusedException if an init key was seen before
     * @throws KeyPackagePoolFullException if they are too many
     */
    public KeyPackageSupply publish(DeviceId id, List<byte[]> contents, byte @Nullable [] lastResort) {
        RegisteredDevice device = devices.require(id);
        Instant now = clock.instant();
        if (contents.size() > MOST_AT_ONCE || store.count(id, false, now) + contents.size() > MOST_IN_POOL) {
            throw new KeyPackagePoolFullException(id);
        }
        KeyPackageInspector inspector = new KeyPackageInspector(credentials, id, now);
        for (byte[] content : contents) {
            add(device, inspector.check(content), false);
        }
        if (lastResort != null) {
            store.deleteLastResort(id);
            add(device, inspector.check(lastResort), true);
        }
        return supply(id);
    }

    private void add(RegisteredDevice device, CheckedKeyPackage checked, boolean lastResort) {
        if (!store.see(checked)) {
            throw new InitKeyReusedException(device.id());
        }
        store.add(new KeyPackageRow(device, checked, lastResort));
    }

    /** What is left of the device's own. */
    public KeyPackageSupply supply(DeviceId device) {
        Instant now = clock.instant();
        return new KeyPackageSupply(store.count(device, false, now), store.count(device, true, now) > 0);
    }

    /**
     * One key package of each of the person's devices but the asking one; a device that left none is not in the list. What
     * was handed out is gone when this returns, even if nobody uses it.
     *
     * @throws org.konsil.server.device.TooManyClaimsException if the asking device asks too often
     */
    public List<ClaimedKeyPackage> claim(DeviceId asking, UserId person) {
        devices.require(asking);
        budget.spend(asking);
        Instant now = clock.instant();
        List<ClaimedKeyPackage> claimed = new ArrayList<>();
        for (RegisteredDevice device : devices.activeDevices(person)) {
            if (!device.id().equals(asking)) {
                store.take(device.id(), now)
                        .ifPresent(content -> claimed.add(new ClaimedKeyPackage(device.id(), content)));
            }
        }
        return claimed;
    }

    /** Those of these people to whom one can write now. */
    public Set<UserId> reachable(Collection<UserId> people) {
        return people.isEmpty()
                ? Set.of()
                : store.ownersWithSome(people, clock.instant()).stream()
                        .map(UserId::new)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
