package org.konsil.client.command;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.KonsilSession;
import org.konsil.client.messaging.Conversation;
import picocli.CommandLine.Option;

/** Where something goes: one of these two options. */
final class To {

    @Option(names = "--group", paramLabel = "ID", description = "The conversation's id, from groups list")
    private @Nullable UUID group;

    @Option(
            names = "--person",
            paramLabel = "WHO",
            description =
                    "A person's id or words of the name: the conversation with this person alone, begun if needed")
    private @Nullable String person;

    /** The conversation, which is begun if there is none with this person yet. */
    UUID conversation(KonsilSession session) {
        if (group != null) {
            return group;
        }
        UUID other = Who.require(session, Objects.requireNonNull(person)).userId();
        return session.conversations().stream()
                .filter(one -> one.isActive() && one.others().equals(List.of(other)))
                .findFirst()
                .map(Conversation::id)
                .orElseGet(() -> session.begin(List.of(other)));
    }
}
