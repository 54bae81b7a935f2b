package org.konsil.bench.mls;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.bouncycastle.util.BigIntegers;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.leaf.Credential;

/** {@code org.bouncycastle.mls} 1.84. Its devices' key packages are made by our library, since it cannot put a certificate into one. */
final class BouncyCastleContender implements Contender {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final MlsCipherSuite suite;
    private final Ward ward = new Ward();
    private final Device anna;
    private int members;
    private Group annas;
    private Group bens;

    BouncyCastleContender() throws Exception {
        suite = MlsCipherSuite.getSuite(MlsCipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
        anna = newDevice();
        annas = newGroup();
        bens = annas;
    }

    /** A device as this library takes it. */
    private record Device(
            KeyPackage keyPackage, byte[] init, AsymmetricCipherKeyPair leaf, byte[] signing, Ward.Member member) {}

    private Device newDevice() throws Exception {
        Ward.Member member = ward.newMember();
        OwnKeyPackage own = member.newKeyPackage();
        KeyPackage read = (KeyPackage) MLSInputStream.decode(own.keyPackage().encode(), KeyPackage.class);
        AsymmetricCipherKeyPair leaf =
                pair(own.encryption().privateKey(), read.getLeafNode().getEncryptionKey());
        byte[] signing = BigIntegers.asUnsignedByteArray(
                32, ((ECPrivateKey) member.keys().getPrivate()).getS());
        return new Device(read, own.init().privateKey().copyBytes(), leaf, signing, member);
    }

    private AsymmetricCipherKeyPair pair(SecretBytes secret, byte[] shown) {
        return suite.getHPKE().deserializePrivateKey(secret.copyBytes(), shown);
    }

    private Group newGroup() throws Exception {
        return new Group(
                new byte[16],
                suite,
                anna.leaf(),
                anna.signing(),
                anna.keyPackage().getLeafNode(),
                new ArrayList<>());
    }

    @Override
    public void found(int count) throws Exception {
        members = count;
        annas = newGroup();
        Device ben = newDevice();
        List<Proposal> others = others(ben, count);
        Group.GroupWithMessage made = commit(annas, others, false);
        annas = made.group;
        bens = join(ben, MLSOutputStream.encode(made.message.welcome));
    }

    private List<Proposal> others(Device first, int count) throws Exception {
        List<Proposal> others = new ArrayList<>();
        others.add(Proposal.add(first.keyPackage()));
        while (others.size() < count - 1) {
            others.add(Proposal.add(newDevice().keyPackage()));
        }
        return others;
    }

    private Group.GroupWithMessage commit(Group group, List<Proposal> proposals, boolean path) throws Exception {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return group.commit(
                new Secret(secret),
                new Group.CommitOptions(proposals, true, path, new Group.LeafNodeOptions()),
                new Group.MessageOptions(false, new byte[0], 0),
                new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS));
    }

    private Group join(Device device, byte[] welcome) throws Exception {
        return new Group(
                device.init(),
                device.leaf(),
                device.signing(),
                device.keyPackage(),
                (org.bouncycastle.mls.codec.Welcome)
                        MLSInputStream.decode(welcome, org.bouncycastle.mls.codec.Welcome.class),
                null,
                Map.of(),
                Map.of());
    }

    @Override
    public Callable<Object> prepare(Operation operation) throws Exception {
        return switch (operation) {
            case KEY_PACKAGE -> keyPackage();
            case SEAL -> () -> MLSOutputStream.encode(annas.protect(new byte[0], KonsilContender.TEXT, 256));
            case OPEN -> opening();
            case FOUND -> founding();
            case JOIN -> joining();
            case MAKE_ADD -> adding();
            case FOLLOW_ADD -> followingAnAdd();
            case MAKE_PATH -> () -> sizes(commit(annas, List.of(), true));
            case FOLLOW_PATH -> followingAPath();
        };
    }

    private Callable<Object> keyPackage() {
        return () -> {
            AsymmetricCipherKeyPair init = suite.getHPKE().generatePrivateKey();
            AsymmetricCipherKeyPair leaf = suite.getHPKE().generatePrivateKey();
            org.bouncycastle.mls.TreeKEM.LeafNode model = anna.keyPackage().getLeafNode();
            org.bouncycastle.mls.TreeKEM.LeafNode made = new org.bouncycastle.mls.TreeKEM.LeafNode(
                    suite,
                    suite.getHPKE().serializePublicKey(leaf.getPublic()),
                    model.getSignatureKey(),
                    model.getCredential(),
                    model.getCapabilities(),
                    model.getLifeTime(),
                    new ArrayList<>(),
                    anna.signing());
            return MLSOutputStream.encode(new KeyPackage(
                    suite,
                    suite.getHPKE().serializePublicKey(init.getPublic()),
                    made,
                    new ArrayList<>(),
                    anna.signing()));
        };
    }

    private Callable<Object> opening() throws Exception {
        byte[] message = MLSOutputStream.encode(annas.protect(new byte[0], KonsilContender.TEXT, 256));
        return () -> bens.unprotect((MLSMessage) MLSInputStream.decode(message, MLSMessage.class));
    }

    private Callable<Object> founding() throws Exception {
        List<Proposal> others = others(newDevice(), members);
        return () -> sizes(commit(newGroup(), others, false));
    }

    private static Object sizes(Group.GroupWithMessage made) throws IOException {
        int welcome = made.message.welcome == null ? 0 : MLSOutputStream.encode(made.message.welcome).length;
        return MLSOutputStream.encode(made.message).length + welcome;
    }

    /** The library checks no leaf of the tree that it is given: who joins must, so that is part of it. */
    private Callable<Object> joining() throws Exception {
        Device newcomer = newDevice();
        Group.GroupWithMessage made = commit(annas, List.of(Proposal.add(newcomer.keyPackage())), false);
        byte[] welcome = MLSOutputStream.encode(made.message.welcome);
        return () -> {
            Group joined = join(newcomer, welcome);
            byte[] groupId = joined.getGroupID();
            for (int at = 0; at <= members; at++) {
                org.bouncycastle.mls.TreeKEM.LeafNode leaf = joined.getTree().getLeafNode(new LeafIndex(at));
                if (!leaf.verify(suite, leaf.toBeSigned(groupId, at))) {
                    throw new IllegalStateException("a leaf with a wrong signature");
                }
                ward.requireCertified(certificateOf(leaf));
            }
            return joined;
        };
    }

    /** It gives nobody its certificates (B10): they stand in the credential's bytes behind type, and two lengths. */
    private static byte[] certificateOf(org.bouncycastle.mls.TreeKEM.LeafNode leaf) throws IOException {
        byte[] credential = MLSOutputStream.encode(leaf.getCredential());
        return ((Credential.X509) MlsReader.readAll(credential, Credential::read))
                .certificates()
                .get(0)
                .toArray();
    }

    private Callable<Object> adding() throws Exception {
        List<Proposal> added = List.of(Proposal.add(newDevice().keyPackage()));
        return () -> sizes(commit(annas, added, false));
    }

    private Callable<Object> followingAnAdd() throws Exception {
        if (annas.getTree().getSize().leafCount() > members && annas.getTree().hasLeaf(new LeafIndex(members))) {
            Group.GroupWithMessage out = commit(annas, List.of(Proposal.remove(new LeafIndex(members))), false);
            annas = out.group;
            bens = bens.handle(MLSOutputStream.encode(out.message), null);
        }
        Group.GroupWithMessage made =
                commit(annas, List.of(Proposal.add(newDevice().keyPackage())), false);
        annas = made.group;
        return following(made);
    }

    private Callable<Object> followingAPath() throws Exception {
        Group.GroupWithMessage made = commit(annas, List.of(), true);
        annas = made.group;
        return following(made);
    }

    private Callable<Object> following(Group.GroupWithMessage made) throws IOException {
        byte[] commit = MLSOutputStream.encode(made.message);
        return () -> {
            bens = bens.handle(commit, null);
            return bens;
        };
    }
}
