package org.konsil.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.welcome.GroupContext;

/** One random history of a group of both kinds of devices; after each operation all members agree. */
final class MixedRun {

    private static final int MOST = 16;

    private enum Operation {
        ADD,
        ADD_SEVERAL,
        REMOVE,
        ADD_AND_REMOVE,
        FRESH_KEYS,
        UPDATE_BY_PROPOSAL,
        COME_BACK,
        JOIN_BY_ITSELF,
        REMOVED_BY_SERVER,
        EXTENSIONS,
        PRE_SHARED_KEY,
        STORE,
        MESSAGE,
        MESSAGES
    }

    private final Random random;
    private final List<String> log = new ArrayList<>();
    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private final List<Member> outside = new ArrayList<>();
    private final List<Member> inside = new ArrayList<>();
    private final KeyPair serverKeys = JavaMember.newKey();
    private final List<ExternalSender> senders;

    MixedRun(NodeProcess node, long seed) {
        random = new Random(seed);
        log.add("seed " + seed);
        Identity server = JavaMember.identity(node, serverKeys);
        MixedPolicy policy = new MixedPolicy(
                ((Credential.X509) server.credential()).certificates().get(1));
        for (int at = 0; at < MOST / 2; at++) {
            outside.add(new JavaMember(node, "java" + at + "-" + seed, policy));
            outside.add(new NodeMember(node, "node" + at + "-" + seed));
        }
        ExternalSender own = new ExternalSender(server.signatureKey(), server.credential());
        Identity second = JavaMember.identity(node, JavaMember.newKey());
        senders = List.of(own, new ExternalSender(second.signatureKey(), second.credential()));
        Member founder = outside.remove(random.nextInt(outside.size()));
        founder.create(Bytes.of(new byte[16]).toArray(), senders.subList(0, 1));
        inside.add(founder);
    }

    String summary() {
        return log.get(0) + ": " + counts + ", epoch " + context().epoch() + ", " + inside.size() + " members";
    }

    String history() {
        return String.join("; ", log);
    }

    void step() {
        Operation operation = Operation.values()[random.nextInt(Operation.values().length)];
        if (act(operation)) {
            counts.merge(operation, 1, Integer::sum);
        } else {
            message(someone());
        }
        agree();
    }

    private boolean act(Operation operation) {
        boolean several = inside.size() > 2;
        switch (operation) {
            case ADD:
                return commit(1, false);
            case ADD_SEVERAL:
                return commit(2 + random.nextInt(2), false);
            case REMOVE:
                return several && commit(0, true);
            case ADD_AND_REMOVE:
                return several && commit(1, true);
            case FRESH_KEYS:
                return commit(Member.Change.NOTHING, List.of());
            case UPDATE_BY_PROPOSAL:
                return several && updateByProposal();
            case COME_BACK:
                return several && comeBack();
            case JOIN_BY_ITSELF:
                return !outside.isEmpty() && joinByItself();
            case REMOVED_BY_SERVER:
                return several && removedByServer();
            case EXTENSIONS:
                return commit(
                        new Member.Change(List.of(), List.of(), senders.subList(0, 1 + random.nextInt(2)), null),
                        List.of());
            case PRE_SHARED_KEY:
                return commit(new Member.Change(List.of(), List.of(), null, bytes(16)), List.of());
            case STORE:
                someone().store();
                return message(someone());
            case MESSAGE:
                return message(someone());
            default:
                return List.copyOf(inside).stream().allMatch(this::message);
        }
    }

    private Member someone() {
        return inside.get(random.nextInt(inside.size()));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private GroupContext context() {
        byte[] context = HexFormat.of().parseHex(inside.get(0).view().context());
        return MlsReader.readAll(context, GroupContext::read);
    }

    private boolean commit(int adds, boolean remove) {
        List<Member> added = new ArrayList<>();
        for (int at = 0; at < adds && !outside.isEmpty(); at++) {
            added.add(outside.remove(random.nextInt(outside.size())));
        }
        if (added.isEmpty() && !remove) {
            return false;
        }
        List<Member> removed = new ArrayList<>();
        Member committer = someone();
        if (remove) {
            List<Member> others =
                    inside.stream().filter(one -> one != committer).toList();
            removed.add(others.get(random.nextInt(others.size())));
        }
        List<byte[]> keyPackages = added.stream().map(Member::keyPackage).toList();
        List<Integer> leaves = removed.stream().map(one -> one.view().leaf()).toList();
        commit(committer, new Member.Change(keyPackages, leaves, null, null), added, removed);
        return true;
    }

    private boolean commit(Member.Change change, List<Member> removed) {
        List<Member> able =
                inside.stream().filter(one -> !removed.contains(one)).toList();
        commit(able.get(random.nextInt(able.size())), change, List.of(), removed);
        return true;
    }

    private void commit(Member committer, Member.Change change, List<Member> added, List<Member> removed) {
        log.add(committer + " commits" + (change.senders() == null ? "" : ", new extensions")
                + (change.psk() == null ? "" : ", a pre-shared key") + ", adds " + added + ", removes " + removed);
        Member.Committed made = committer.commit(change);
        handOut(made.commit(), committer);
        for (Member gone : removed) {
            assertThat(gone.view().active()).as("%s is out", gone).isFalse();
            inside.remove(gone);
            outside.add(gone);
        }
        for (Member one : added) {
            one.join(java.util.Objects.requireNonNull(made.welcome()));
            inside.add(one);
        }
    }

    private void handOut(byte[] handshake, @Nullable Member sender) {
        for (Member member : inside) {
            if (member != sender) {
                assertThat(member.receive(handshake)).isNull();
            }
        }
    }

    private boolean updateByProposal() {
        List<JavaMember> proposers = new ArrayList<>();
        inside.forEach(one -> {
            if (one instanceof JavaMember member && random.nextBoolean()) {
                proposers.add(member);
            }
        });
        if (proposers.isEmpty()) {
            return false;
        }
        log.add(proposers + " propose updates");
        for (JavaMember proposer : proposers) {
            handOut(proposer.proposeUpdate(), proposer);
        }
        List<Member> committers =
                inside.stream().filter(one -> !proposers.contains(one)).toList();
        Member committer = committers.isEmpty() ? proposers.get(0) : committers.get(random.nextInt(committers.size()));
        commit(committer, Member.Change.NOTHING, List.of(), List.of());
        return true;
    }

    private boolean comeBack() {
        Member lost = someone();
        int leaf = lost.view().leaf();
        return joinExternally(lost, leaf);
    }

    private boolean joinByItself() {
        return joinExternally(outside.remove(random.nextInt(outside.size())), null);
    }

    private boolean joinExternally(Member joiner, @Nullable Integer leaf) {
        log.add(joiner + " joins by itself, in place of " + leaf);
        inside.remove(joiner);
        byte[] info = someone().groupInfo();
        handOut(joiner.joinExternally(info, leaf), null);
        inside.add(joiner);
        return true;
    }

    private boolean removedByServer() {
        Member victim = someone();
        log.add("the server removes " + victim);
        GroupContext context = context();
        FramedContent removal = new FramedContent(
                context.groupId(),
                context.epoch(),
                new Sender.External(0),
                Bytes.EMPTY,
                new Content.OneProposal(new Proposal.Remove(victim.view().leaf())));
        MlsMessage message =
                MlsMessage.of(PublicMessage.fromOutside(removal, JavaMember.SUITE, serverKeys.getPrivate()));
        handOut(message.encode(), null);
        return commit(Member.Change.NOTHING, List.of(victim));
    }

    private boolean message(Member from) {
        byte[] text = ("message " + log.size()).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = from.seal(text);
        for (Member member : inside) {
            if (member != from) {
                assertThat(member.receive(sealed)).as("%s reads", member).isEqualTo(text);
            }
        }
        return true;
    }

    private void agree() {
        Map<Member, String> views = new LinkedHashMap<>();
        inside.forEach(member ->
                views.put(member, member.view().context() + " " + member.view().authenticator()));
        Map<String, List<Member>> parties = views.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        assertThat(parties).hasSize(1);
        assertThat(inside.stream().map(member -> member.view().leaf())).doesNotHaveDuplicates();
    }
}
