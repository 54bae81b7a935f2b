package org.konsil.protocol.mls.tree;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.welcome.GroupContext;

/** A vector in the format of {@code treekem.json}: a tree with a blank leaf whose members have not spoken yet, and a path of each. */
final class OwnTreeKemVector {

    private static final Bytes GROUP = Bytes.of(new byte[] {7});
    private static final long EPOCH = 5;

    private final CipherSuite suite;
    private final RatchetTree tree;
    private final List<HpkeKeyPair> encryption = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final Bytes transcript = Device.random(32);

    private OwnTreeKemVector(CipherSuite suite, int leaves) {
        this.suite = suite;
        for (int at = 0; at < leaves; at++) {
            devices.add(new Device("leaf" + at, suite));
            encryption.add(suite.generateKeyPair());
        }
        tree = RatchetTree.of(
                suite, leaf(0, new LeafSource.InKeyPackage(devices.get(0).lifetime()), key(0)));
        for (int at = 1; at < leaves; at++) {
            tree.add(leaf(at, new LeafSource.InKeyPackage(devices.get(at).lifetime()), key(at)));
        }
        tree.remove(2);
    }

    static ObjectNode make(CipherSuite suite, int leaves) {
        OwnTreeKemVector vector = new OwnTreeKemVector(suite, leaves);
        ObjectNode one = new ObjectMapper().createObjectNode();
        one.put("cipher_suite", suite.code())
                .put("group_id", hex(GROUP.toArray()))
                .put("epoch", EPOCH);
        one.put("confirmed_transcript_hash", hex(vector.transcript.toArray()));
        one.put("ratchet_tree", hex(vector.tree.toNodes().encode()));
        vector.tree.members().keySet().forEach(leaf -> vector.addLeaf(one.withArray("leaves_private"), leaf));
        vector.tree.members().keySet().forEach(leaf -> vector.addPath(one.withArray("update_paths"), leaf));
        return one;
    }

    private Bytes key(int leaf) {
        return encryption.get(leaf).publicKey();
    }

    private LeafNode leaf(int at, LeafSource source, Bytes key) {
        Device device = devices.get(at);
        LeafNode unsigned = new LeafNode(
                key,
                device.signatureKey(),
                device.credential,
                Capabilities.of(List.of(suite.code()), List.of(Credential.X509)),
                source,
                Extensions.NONE,
                Bytes.EMPTY);
        return LeafSigner.sign(unsigned, new LeafPlace(GROUP, at), suite, device.privateKey());
    }

    private void addLeaf(ArrayNode leaves, int leaf) {
        ObjectNode one = leaves.addObject().put("index", leaf);
        one.put("encryption_priv", hex(encryption.get(leaf).privateKey().copyBytes()));
        one.put("signature_priv", hex(raw(devices.get(leaf).privateKey())));
        one.putArray("path_secrets");
    }

    private static byte[] raw(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            return edwards.getBytes().orElseThrow();
        }
        BigInteger scalar = ((ECPrivateKey) key).getS();
        return HexFormat.of().parseHex(String.format("%064x", scalar));
    }

    private void addPath(ArrayNode paths, int sender) {
        RatchetTree changed = tree.copy();
        SecretBytes first = SecretBytes.copyOf(Device.random(32).toArray());
        try (NewPath made = NewPath.make(changed, sender, first.copy())) {
            Bytes fresh = suite.generateKeyPair().publicKey();
            LeafNode leaf = leaf(sender, new LeafSource.InCommit(made.parentHash()), fresh);
            changed.putCommitted(sender, leaf);
            GroupContext context = new GroupContext(
                    new GroupContext.Version(1, suite.code()),
                    GROUP,
                    EPOCH,
                    changed.treeHash(),
                    transcript,
                    Extensions.NONE);
            UpdatePath path = made.seal(changed, leaf, context.encode(), Set.of());
            ObjectNode one = paths.addObject().put("sender", sender);
            one.put("update_path", hex(path.encode()));
            one.put("commit_secret", hex(made.commitSecret().copyBytes()));
            one.put("tree_hash_after", hex(changed.treeHash().toArray()));
            for (int receiver = 0; receiver < tree.width(); receiver++) {
                SecretBytes secret =
                        receiver == sender || tree.leafAt(receiver) == null ? null : made.secretFor(receiver);
                one.withArray("path_secrets").add(secret == null ? null : hex(secret.copyBytes()));
            }
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
