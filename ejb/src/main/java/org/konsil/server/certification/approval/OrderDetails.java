package org.konsil.server.certification.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.RefusalReason;

/**
 * A request for approval with all that those who decide may see.
 *
 * @param requester who asked
 * @param concerned whose certificate it is about; null if it is nobody's. They have no voice
 * @param voices who agreed so far, in order
 * @param content what those who carry it out need, as text
 * @param refusal why it was refused; nothing if it was not
 */
public record OrderDetails(
        FiledOrder order,
        Identity requester,
        @Nullable Identity concerned,
        List<Voice> voices,
        String content,
        Optional<RefusalReason> refusal) {

    /** Keeps its own copy of the list. */
    public OrderDetails {
        voices = List.copyOf(voices);
    }

    /** Whether this person is the one whom it is about. */
    public boolean concerns(Identity person) {
        return person.equals(concerned);
    }

    /** Whether this person has agreed already. */
    public boolean hasVoiceOf(Identity person) {
        return voices.stream().anyMatch(voice -> voice.person().equals(person));
    }

    /**
     * Somebody agreed.
     *
     * @param approver whether they were an approver then
     */
    public record Voice(Identity person, boolean approver, Instant at) {}
}
