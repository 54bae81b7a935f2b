package org.konsil.client.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.konsil.client.KonsilSession;
import org.konsil.client.account.Account;
import org.konsil.client.messaging.Person;

/** Names of people, asked for once. */
final class Names {

    private final KonsilSession session;
    private final Map<UUID, String> known = new HashMap<>();

    Names(KonsilSession session, Account.Self self) {
        this.session = session;
        known.put(self.userId(), self.name());
    }

    /** The person's name, or the id if the directory knows none. */
    String of(UUID person) {
        return known.computeIfAbsent(
                person,
                id -> session.findPeople(List.of(id)).stream()
                        .findFirst()
                        .map(Person::name)
                        .orElse(id.toString()));
    }
}
