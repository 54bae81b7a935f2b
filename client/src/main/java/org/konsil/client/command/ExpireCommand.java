package org.konsil.client.command;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says after how long a conversation's messages disappear (A6). */
@Command(
        name = "expire",
        description = "From now on every device forgets the conversation's messages so long after they were sent.",
        mixinStandardHelpOptions = true)
final class ExpireCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Mixin
    private Output output;

    @Option(names = "--group", paramLabel = "ID", required = true, description = "The conversation's id")
    private UUID group;

    @Option(
            names = "--after",
            paramLabel = "DURATION",
            required = true,
            description = "ISO 8601, such as P7D or PT1H; PT0S for never")
    private Duration after;

    @Override
    public Integer call() {
        try (KonsilDevice opened = device.open();
                KonsilSession session = opened.connect()) {
            session.setExpiry(group, after);
            output.say(
                    Map.of("conversationId", group, "expirySeconds", after.toSeconds()),
                    after.isZero() ? Words.of("expiry-never") : Words.of("expiry-set", Math.max(1, after.toHours())));
        }
        return ExitCode.OK.number();
    }
}
