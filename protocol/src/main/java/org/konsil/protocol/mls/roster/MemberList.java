package org.konsil.protocol.mls.roster;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.MlsStruct;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.leaf.Extensions;

/**
 * The people whose devices belong in a group: an extension of the group context that only members' commits change
 * (docs/protocol/mls.md). The roster says which devices are there; the list says whose may be, and whose may come back by
 * themselves.
 *
 * @param users URIs of RFC 9734, {@code im:<user UUID>@<domain>}; in ascending order, each once
 */
public record MemberList(List<String> users) implements MlsStruct {

    /** The extension's type, from the range for private use (RFC 9420, section 17.3). */
    public static final int EXTENSION = 0xF001;

    /** As many as there may be devices in a group. */
    public static final int MOST_USERS = 500;

    private static final Pattern URI = Pattern.compile("im:[a-z0-9-]{1,64}@[a-z0-9.-]{1,253}");

    public MemberList {
        users = List.copyOf(users);
        if (users.isEmpty() || users.size() > MOST_USERS) {
            throw new MlsFormatException("member list with none or too many");
        }
        String before = "";
        for (String user : users) {
            if (!URI.matcher(user).matches() || user.compareTo(before) <= 0) {
                throw new MlsFormatException("member list out of order, or not of user URIs");
            }
            before = user;
        }
    }

    /** The list of these people, in whatever order they come. */
    public static MemberList of(Collection<String> users) {
        return new MemberList(List.copyOf(new TreeSet<>(users)));
    }

    public static MemberList read(MlsReader reader) {
        return new MemberList(reader.list(MOST_USERS, MemberList::readUser));
    }

    /** The list among a group's extensions. */
    public static Optional<MemberList> in(Extensions extensions) {
        return extensions.find(EXTENSION, MemberList::read);
    }

    private static String readUser(MlsReader reader) {
        return new String(reader.opaque().toArray(), StandardCharsets.US_ASCII);
    }

    public boolean contains(String user) {
        return users.contains(user);
    }

    @Override
    public void writeTo(MlsWriter writer) {
        writer.vector(list -> users.forEach(user -> list.opaque(Bytes.of(user.getBytes(StandardCharsets.US_ASCII)))));
    }
}
