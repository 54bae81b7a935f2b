package org.konsil.server.messaging.submission;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.DeliveryKeyRefusedException;
import org.konsil.server.messaging.MemberListRefusedException;

/** Reads whose devices belong in a conversation from the extensions of its group context. */
final class ListedPeople {

    private static final String SCHEME = "im:";

    private final ConversationId conversation;
    private final String domain;
    private final Predicate<List<ExternalSender>> ours;

    /** @param ours whether all of these are keys of this server */
    ListedPeople(ConversationId conversation, String domain, Predicate<List<ExternalSender>> ours) {
        this.conversation = conversation;
        this.domain = domain;
        this.ours = ours;
    }

    /**
     * The same for what comes after {@code before}.
     *
     * @throws DeliveryKeyRefusedException if somebody else may propose something, or this server may no longer
     */
    Set<UserId> requireAfter(Extensions before, Extensions extensions) {
        Set<UserId> people = require(extensions);
        if (extensions.find(Extension.EXTERNAL_SENDERS).isEmpty()
                && before.find(Extension.EXTERNAL_SENDERS).isPresent()) {
            throw new DeliveryKeyRefusedException(conversation);
        }
        return people;
    }

    /**
     * The people on the list.
     *
     * @throws MemberListRefusedException if there is no list, if it names somebody from elsewhere, or if there is more
     * @throws DeliveryKeyRefusedException if somebody else than this server may propose something
     */
    Set<UserId> require(Extensions extensions) {
        for (Extension extension : extensions.list()) {
            if (extension.type() != MemberList.EXTENSION && extension.type() != Extension.EXTERNAL_SENDERS) {
                throw new MemberListRefusedException(conversation);
            }
        }
        requireOurs(extensions);
        try {
            MemberList list = MemberList.in(extensions).orElseThrow(() -> new MemberListRefusedException(conversation));
            return list.users().stream().map(this::user).collect(Collectors.toUnmodifiableSet());
        } catch (MlsFormatException malformed) {
            throw new MemberListRefusedException(conversation);
        }
    }

    private void requireOurs(Extensions extensions) {
        try {
            List<ExternalSender> senders = extensions
                    .find(Extension.EXTERNAL_SENDERS, ExternalSender::readList)
                    .orElse(null);
            if (senders != null && (senders.isEmpty() || !ours.test(senders))) {
                throw new DeliveryKeyRefusedException(conversation);
            }
        } catch (MlsFormatException malformed) {
            throw new DeliveryKeyRefusedException(conversation);
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
