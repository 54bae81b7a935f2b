package org.konsil.server.device.posture;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.hardware.HardwareRegister;

/** The gate: hardware is approved in the console, by two people; the file is for the first devices of a new installation. */
@ApplicationScoped
class ApprovedHardware implements PostureGate {

    private static final int MAX_CODE_CHARACTERS = 200;

    @Inject
    HardwareFile file;

    @Inject
    HardwareRegister register;

    @Override
    public Optional<UUID> admit(HardwareUser user, String code) {
        if (code.isEmpty() || code.length() > MAX_CODE_CHARACTERS) {
            return Optional.empty();
        }
        return file.admit(user.username(), code).or(() -> register.findApproved(user.id(), code));
    }

    @Override
    public boolean isGood(HardwareUser user, UUID hardware) {
        return now(List.of(hardware)).test(user, hardware);
    }

    @Override
    public BiPredicate<HardwareUser, UUID> now(Collection<UUID> hardware) {
        BiPredicate<String, UUID> listed = file.now();
        Map<UUID, Hardware> registered =
                register.approvedAmong(hardware).stream().collect(Collectors.toMap(Hardware::id, Function.identity()));
        return (user, id) -> listed.test(user.username(), id)
                || Optional.ofNullable(registered.get(id))
                        .filter(piece -> piece.isFor(user.id()))
                        .isPresent();
    }
}
