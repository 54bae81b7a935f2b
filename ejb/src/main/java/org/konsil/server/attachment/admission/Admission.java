package org.konsil.server.attachment.admission;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.konsil.server.access.Caller;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.queueing.ConversationLog;

/** Whose attachments somebody may see: those of the conversations that a device of theirs is a member of now. */
@Stateless
public class Admission {

    @Inject
    PeopleFinder people;

    @Inject
    ConversationLog log;

    /** Whether a device of the caller is in the conversation's roster and was not put out. */
    public boolean isMember(Caller caller, ConversationId conversation) {
        Person person = people.requireBySubject(caller.issuer(), caller.subject());
        return person.enabled() && log.hasMemberOf(conversation, person.id());
    }
}
