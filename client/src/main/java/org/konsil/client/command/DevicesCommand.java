package org.konsil.client.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.messaging.Conversation;
import org.konsil.client.messaging.Member;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The person's own devices, as far as this one meets them. */
@Command(
        name = "devices",
        description = "Show this device with its certificate, and your other devices in your conversations.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            OwnDevice own = opened.enrolled().orElseThrow();
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Map.Entry<UUID, Boolean> one : devices(session, own).entrySet()) {
                boolean here = one.getKey().equals(own.device());
                rows.add(Map.of("deviceId", one.getKey(), "this", here, "revoked", one.getValue()));
                output.sayLine(one.getKey()
                        + (here
                                ? "  "
                                        + Words.of(
                                                "device-here", own.certificate().notAfter())
                                : "")
                        + (one.getValue() ? "  " + Words.of("device-revoked") : ""));
            }
            output.json(Map.of(
                    "userId", own.user(),
                    "certificate", own.certificate().serial().toString(16),
                    "notAfter", own.certificate().notAfter().toString(),
                    "devices", rows));
        }
        return ExitCode.OK.number();
    }

    /** Device to whether it is revoked. This one is not: it could not have connected. */
    private static Map<UUID, Boolean> devices(KonsilSession session, OwnDevice own) {
        Map<UUID, Boolean> found = new TreeMap<>();
        found.put(own.device(), false);
        for (Conversation one : session.conversations()) {
            if (one.isActive()) {
                for (Member member : session.members(one.id())) {
                    if (member.user().equals(own.user())) {
                        found.merge(member.device(), member.revoked(), Boolean::logicalOr);
                    }
                }
            }
        }
        return found;
    }
}
