package org.konsil.web.console.activity;

import java.time.Instant;
import java.util.stream.Collectors;
import org.konsil.server.proof.proving.LoggedEvents;

/** An entry of the proof log, for the page to show. */
public class EntryLine {

    private final LoggedEvents.LoggedEvent event;

    EntryLine(LoggedEvents.LoggedEvent event) {
        this.event = event;
    }

    public long getPosition() {
        return event.position();
    }

    public Instant getAt() {
        return event.at();
    }

    /** What happened. */
    public String getKind() {
        return event.kind();
    }

    /** Field by field, as it is in the log. */
    public String getSubject() {
        return event.subject().entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(" · "));
    }
}
