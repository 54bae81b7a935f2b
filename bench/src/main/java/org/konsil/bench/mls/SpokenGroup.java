package org.konsil.bench.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.ExternalJoin;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.welcome.Welcome;

/** A group whose founder and one member of each half, quarter, eighth … of its tree are there; the others are leaves. */
final class SpokenGroup {

    private final Ward ward = new Ward();
    private final GroupEnvironment environment = KonsilContender.trusting();
    private final Ward.Member first = ward.newMember();
    private final MlsGroup founder =
            MlsGroup.create(first.identity(), Bytes.of(new byte[16]), Extensions.NONE, environment);
    private final SortedMap<Integer, MlsGroup> speakers = new TreeMap<>();
    private final SortedMap<Integer, Ward.Member> people = new TreeMap<>();

    SpokenGroup(int members) {
        SortedMap<Integer, OwnKeyPackage> own = new TreeMap<>();
        KeyPackage[] added = new KeyPackage[members - 1];
        for (int leaf = 1; leaf < members; leaf++) {
            Ward.Member member = ward.newMember();
            OwnKeyPackage keys = member.newKeyPackage();
            added[leaf - 1] = keys.keyPackage();
            if (Integer.bitCount(leaf) == 1) {
                own.put(leaf, keys);
                people.put(leaf, member);
            }
        }
        StagedCommit staged = founder.commit(CommitPlan.adding(added));
        founder.accept(staged);
        Welcome welcome = staged.welcome().orElseThrow().findWelcome().orElseThrow();
        own.forEach((leaf, keys) -> speakers.put(
                leaf,
                MlsGroup.join(
                        java.util.Objects.requireNonNull(people.get(leaf)).identity(),
                        keys,
                        welcome,
                        null,
                        environment)));
    }

    MlsGroup founder() {
        return founder;
    }

    MlsGroup member() {
        return java.util.Objects.requireNonNull(speakers.get(1));
    }

    long lastLeaf() {
        return founder.roster().leaves().lastKey();
    }

    KeyPackage newcomer() {
        return ward.newMember().newKeyPackage().keyPackage();
    }

    /** The other speakers take in what the first two did. */
    void follow(List<MlsMessage> commits) {
        new ArrayList<>(speakers.values())
                .stream().filter(speaker -> speaker != member()).forEach(speaker -> commits.forEach(speaker::receive));
    }

    void letEveryPartSpeak() {
        for (MlsGroup speaker : speakers.values()) {
            StagedCommit staged = speaker.commit(CommitPlan.refreshing());
            founder.receive(staged.commit());
            speakers.values().stream().filter(one -> one != speaker).forEach(one -> one.receive(staged.commit()));
            speaker.accept(staged);
        }
    }

    ExternalJoin joinExternally() {
        Ward.Member lost = java.util.Objects.requireNonNull(people.get(1));
        return MlsGroup.joinExternally(lost.identity(), founder.groupInfo(true), null, 1L, environment);
    }
}
