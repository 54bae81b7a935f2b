package org.konsil.client.messaging;

import java.util.ArrayList;
import java.util.List;
import org.konsil.client.storage.Change;

/** A step in the making: how the conversation stands after it, and everything that is written with it. */
final class Step {

    private final List<Change> changes = new ArrayList<>();
    private Conversation conversation;

    Step(Conversation conversation) {
        this.conversation = conversation;
    }

    Conversation conversation() {
        return conversation;
    }

    void move(Conversation next) {
        conversation = next;
    }

    void add(Change change) {
        changes.add(change);
    }

    void addAll(List<Change> more) {
        changes.addAll(more);
    }

    List<Change> changes() {
        return changes;
    }
}
