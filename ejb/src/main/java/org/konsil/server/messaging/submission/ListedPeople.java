package org.konsil.server.messaging.submission;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.MemberListRefusedException;

/** Reads whose devices belong in a conversation from the extensions of its group context. */
final class ListedPeople {

    private static final String SCHEME = "im:";

    private final ConversationId conversation;
    private final String domain;

    ListedPeople(ConversationId conversation, String domain) {
        this.conversation = conversation;
        this.domain = domain;
    }

    /** @throws MemberListRefusedException if there is no list, if it names somebody from elsewhere, or if there is more */
    Set<UserId> require(Extensions extensions) {
        for (Extension extension : extensions.list()) {
            if (extension.type() != MemberList.EXTENSION) {
                throw new MemberListRefusedException(conversation);
            }
        }
        try {
            MemberList list = MemberList.in(extensions).orElseThrow(() -> new MemberListRefusedException(conversation));
            return list.users().stream().map(this::user).collect(Collectors.toUnmodifiableSet());
        } catch (MlsFormatException malformed) {
            throw new MemberListRefusedException(conversation);
        }
    }

    private UserId user(String uri) {
        String suffix = "@" + domain;
        try {
            UUID id = UUID.fromString(uri.substring(SCHEME.length(), uri.length() - suffix.length()));
            if (uri.equals(SCHEME + id + suffix)) {
                return new UserId(id);
            }
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException foreign) {
            throw new MemberListRefusedException(conversation);
        }
        throw new MemberListRefusedException(conversation);
    }
}
