package org.konsil.bench.mls;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.GroupPolicy;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;

/** {@code org.konsil.protocol.mls}. */
final class KonsilContender implements Contender {

    static final byte[] TEXT = new byte[200];

    private final Ward ward = new Ward();
    private final GroupEnvironment trusting = trusting();
    private final GroupEnvironment checking = environment(this::requireCertified);
    private final Ward.Member anna = ward.newMember();
    private int members;
    private MlsGroup annas;
    private MlsGroup bens;

    KonsilContender() {
        annas = newGroup();
        bens = annas;
    }

    /** Chains are the application's; how their check is paid for is seen in {@link Operation#JOIN}. */
    static GroupEnvironment trusting() {
        return environment(leaf -> {});
    }

    private interface LeafCheck {
        void require(LeafNode leaf);
    }

    private static GroupEnvironment environment(LeafCheck check) {
        return GroupEnvironment.of(
                new GroupPolicy() {
                    @Override
                    public void requireAccepted(LeafNode leaf) {
                        check.require(leaf);
                    }

                    @Override
                    public void requireSuccessor(LeafNode before, LeafNode after) {}

                    @Override
                    public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {}

                    @Override
                    public void requireExternalSender(ExternalSender sender) {}
                },
                Clock.systemUTC());
    }

    private void requireCertified(LeafNode leaf) {
        ward.requireCertified(
                ((Credential.X509) leaf.credential()).certificates().get(0).toArray());
    }

    private MlsGroup newGroup() {
        return MlsGroup.create(anna.identity(), Bytes.of(new byte[16]), Extensions.NONE, trusting);
    }

    @Override
    public void found(int count) {
        members = count;
        annas = newGroup();
        Ward.Member ben = ward.newMember();
        OwnKeyPackage bensKeys = ben.newKeyPackage();
        StagedCommit staged = annas.commit(CommitPlan.adding(others(bensKeys.keyPackage(), count)));
        annas.accept(staged);
        bens = MlsGroup.join(
                ben.identity(),
                bensKeys,
                staged.welcome().orElseThrow().findWelcome().orElseThrow(),
                null,
                trusting);
    }

    private KeyPackage[] others(KeyPackage first, int count) {
        KeyPackage[] others = new KeyPackage[count - 1];
        others[0] = first;
        for (int at = 1; at < others.length; at++) {
            others[at] = ward.newMember().newKeyPackage().keyPackage();
        }
        return others;
    }

    @Override
    public Callable<Object> prepare(Operation operation) {
        return switch (operation) {
            case KEY_PACKAGE -> () -> anna.newKeyPackage().keyPackage().encode();
            case SEAL -> () -> annas.seal(TEXT, Bytes.EMPTY).encode();
            case OPEN -> following(annas.seal(TEXT, Bytes.EMPTY));
            case FOUND -> founding();
            case JOIN -> joining();
            case MAKE_ADD -> adding();
            case FOLLOW_ADD -> followingAnAdd();
            case MAKE_PATH -> () -> discard(annas.commit(CommitPlan.refreshing()));
            case FOLLOW_PATH -> followingAPath();
        };
    }

    private Callable<Object> following(MlsMessage message) {
        byte[] bytes = message.encode();
        return () -> bens.receive(MlsMessage.decode(bytes));
    }

    private Callable<Object> founding() {
        KeyPackage[] others = others(ward.newMember().newKeyPackage().keyPackage(), members);
        return () -> {
            MlsGroup group = newGroup();
            return discard(group.commit(CommitPlan.adding(others)));
        };
    }

    private static Object discard(StagedCommit staged) {
        byte[] commit = staged.commit().encode();
        int welcome = staged.welcome().map(message -> message.encode().length).orElse(0);
        staged.close();
        return commit.length + welcome;
    }

    private Callable<Object> joining() {
        Ward.Member newcomer = ward.newMember();
        OwnKeyPackage own = newcomer.newKeyPackage();
        StagedCommit staged = annas.commit(CommitPlan.adding(own.keyPackage()));
        byte[] welcome = staged.welcome().orElseThrow().encode();
        staged.close();
        return () -> MlsGroup.join(
                newcomer.identity(),
                own,
                MlsMessage.decode(welcome).findWelcome().orElseThrow(),
                null,
                checking);
    }

    private Callable<Object> adding() {
        KeyPackage added = ward.newMember().newKeyPackage().keyPackage();
        return () -> discard(annas.commit(CommitPlan.adding(added)));
    }

    private Callable<Object> followingAnAdd() {
        shrink();
        StagedCommit staged =
                annas.commit(CommitPlan.adding(ward.newMember().newKeyPackage().keyPackage()));
        annas.accept(staged);
        return following(staged.commit());
    }

    /** Puts out whom the call before took in. */
    private void shrink() {
        if (annas.roster().size() > members) {
            int last = annas.roster().leaves().lastKey();
            StagedCommit staged = annas.commit(CommitPlan.of(new Proposal.Remove(last)));
            annas.accept(staged);
            bens.receive(staged.commit());
        }
    }

    private Callable<Object> followingAPath() {
        StagedCommit staged = annas.commit(CommitPlan.refreshing());
        annas.accept(staged);
        return following(staged.commit());
    }
}
