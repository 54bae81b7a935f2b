package org.konsil.client.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.konsil.client.KonsilDevice;
import org.konsil.client.KonsilSession;
import org.konsil.client.messaging.Conversation;
import org.konsil.client.messaging.Member;
import org.konsil.client.messaging.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Conversations and who is in them. */
@Command(
        name = "groups",
        description = "List conversations, begin one, change who is in it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "DEED")
final class GroupsCommand implements Callable<Integer> {

    private static final String GROUP = "The conversation's id";
    private static final String PERSON = "A person's id, or words of the name that fit one person only";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which deed: list, create, add, remove, members?");
    }

    @Command(name = "list", description = "Show the conversations of this device.", mixinStandardHelpOptions = true)
    int list(@Mixin DeviceOptions at, @Mixin Output out) {
        return with(at, (session, names) -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Conversation one : session.conversations()) {
                List<String> people = one.others().stream().map(names::of).toList();
                rows.add(row(one, people));
                out.sayLine(one.id() + "  " + Words.of("standing-" + standing(one)) + "  " + String.join(", ", people));
            }
            out.json(Map.of("conversations", rows));
        });
    }

    @Command(name = "create", description = "Begin a conversation.", mixinStandardHelpOptions = true)
    int create(
            @Mixin DeviceOptions at,
            @Mixin Output out,
            @Parameters(paramLabel = "WHO", arity = "1..*", description = PERSON) List<String> people) {
        return with(at, (session, names) -> {
            List<UUID> ids = people.stream()
                    .map(who -> Who.require(session, who).userId())
                    .toList();
            UUID group = session.begin(ids);
            out.say(Map.of("conversationId", group), Words.of("group-begun", group));
        });
    }

    @Command(
            name = "add",
            description = "Let a person in; they do not read what was said before.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin DeviceOptions at,
            @Mixin Output out,
            @Parameters(paramLabel = "GROUP", description = GROUP) UUID group,
            @Parameters(paramLabel = "WHO", description = PERSON) String who) {
        return with(at, (session, names) -> {
            Person person = Who.require(session, who);
            session.add(group, person.userId());
            out.say(Map.of("conversationId", group, "userId", person.userId()), Words.of("person-in", person.name()));
        });
    }

    @Command(
            name = "remove",
            description = "Put a person out; they do not read what is said later.",
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin DeviceOptions at,
            @Mixin Output out,
            @Parameters(paramLabel = "GROUP", description = GROUP) UUID group,
            @Parameters(paramLabel = "WHO", description = PERSON) String who) {
        return with(at, (session, names) -> {
            Person person = Who.require(session, who);
            session.remove(group, person.userId());
            out.say(Map.of("conversationId", group, "userId", person.userId()), Words.of("person-out", person.name()));
        });
    }

    @Command(name = "members", description = "Show the devices of a conversation.", mixinStandardHelpOptions = true)
    int members(
            @Mixin DeviceOptions at,
            @Mixin Output out,
            @Parameters(paramLabel = "GROUP", description = GROUP) UUID group) {
        return with(at, (session, names) -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Member one : session.members(group)) {
                String name = names.of(one.user());
                rows.add(
                        Map.of("userId", one.user(), "name", name, "deviceId", one.device(), "revoked", one.revoked()));
                out.sayLine(one.device() + "  " + name + (one.revoked() ? "  " + Words.of("device-revoked") : ""));
            }
            out.json(Map.of("conversationId", group, "members", rows));
        });
    }

    private static int with(DeviceOptions at, Deed deed) {
        try (KonsilDevice opened = at.open();
                KonsilSession session = opened.connect()) {
            deed.run(session, new Names(session, opened.self()));
        }
        return ExitCode.OK.number();
    }

    private interface Deed {
        void run(KonsilSession session, Names names);
    }

    private static String standing(Conversation one) {
        return one.standing().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> row(Conversation one, List<String> people) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("conversationId", one.id());
        row.put("standing", standing(one));
        row.put("people", people);
        row.put("peopleIds", one.others());
        row.put("seq", one.cursor());
        row.put("deliveredSeq", one.delivered());
        return row;
    }
}
