package org.konsil.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.group.CommitPlan;
import org.konsil.protocol.mls.group.ExternalJoin;
import org.konsil.protocol.mls.group.GroupArchive;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.group.Received;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.proposal.Proposal;

/** A device with our library. Its certificate comes from the authority of the other side, so that both have one. */
final class JavaMember implements Member {

    static final CipherSuite SUITE = CipherSuite.P256;

    private final String name;
    private final Identity identity;
    private final GroupEnvironment environment;
    private @Nullable OwnKeyPackage keyPackage;
    private @Nullable MlsGroup group;

    JavaMember(NodeProcess node, String name, MixedPolicy policy) {
        this.name = name;
        this.identity = identity(node, newKey());
        this.environment = new GroupEnvironment(
                policy,
                id -> Optional.of(SecretBytes.owning(twice(id.toArray()))),
                Clock.systemUTC(),
                WireFormat.PUBLIC_MESSAGE,
                256);
    }

    /** Both sides know a pre-shared key by its id. */
    private static byte[] twice(byte[] id) {
        byte[] key = Arrays.copyOf(id, 2 * id.length);
        System.arraycopy(id, 0, key, id.length, id.length);
        return key;
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static Identity identity(NodeProcess node, KeyPair keys) {
        Bytes point = SUITE.encodeSignatureKey(keys.getPublic());
        List<Bytes> chain = new ArrayList<>();
        JsonNode certified = node.ask(
                NodeProcess.order("certify", "").put("bytes", HexFormat.of().formatHex(point.toArray())));
        certified.get("chain").forEach(one -> chain.add(Bytes.of(HexFormat.of().parseHex(one.asText()))));
        return new Identity(
                SUITE,
                keys.getPrivate(),
                point,
                new Credential.X509(chain),
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509)),
                Extensions.NONE);
    }

    private MlsGroup group() {
        if (group == null) {
            throw new IllegalStateException(name + " is no member");
        }
        return group;
    }

    @Override
    public byte[] keyPackage() {
        Instant now = Instant.now();
        keyPackage = identity.newKeyPackage(Lifetime.of(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(30))));
        return MlsMessage.of(keyPackage.keyPackage()).encode();
    }

    private static Extensions extensions(List<ExternalSender> senders) {
        return Extensions.NONE.with(Extension.EXTERNAL_SENDERS, ExternalSender.listOf(senders));
    }

    @Override
    public void create(byte[] groupId, List<ExternalSender> senders) {
        group = MlsGroup.create(identity, Bytes.of(groupId), extensions(senders), environment);
    }

    @Override
    public void join(byte[] welcome) {
        if (keyPackage == null) {
            throw new IllegalStateException(name + " was not added");
        }
        group = MlsGroup.join(
                identity, keyPackage, MlsMessage.decode(welcome).findWelcome().orElseThrow(), null, environment);
        keyPackage.close();
    }

    @Override
    public Committed commit(Change change) {
        List<Proposal> proposals = new ArrayList<>();
        change.remove().forEach(leaf -> proposals.add(new Proposal.Remove(leaf)));
        change.add()
                .forEach(one -> proposals.add(
                        new Proposal.Add(MlsMessage.decode(one).findKeyPackage().orElseThrow())));
        if (change.senders() != null) {
            proposals.add(new Proposal.GroupContextExtensions(extensions(change.senders())));
        }
        if (change.psk() != null) {
            proposals.add(CommitPlan.externalPsk(Bytes.of(change.psk())));
        }
        StagedCommit staged = group().commit(CommitPlan.of(proposals.toArray(Proposal[]::new)));
        group().accept(staged);
        return new Committed(
                staged.commit().encode(),
                staged.welcome().map(MlsMessage::encode).orElse(null));
    }

    /** Proposes fresh keys for its own leaf, which the app's engine cannot. */
    byte[] proposeUpdate() {
        return group().proposeUpdate().encode();
    }

    @Override
    public byte[] joinExternally(byte[] groupInfo, @Nullable Integer leaf) {
        ExternalJoin join = MlsGroup.joinExternally(
                identity,
                MlsMessage.decode(groupInfo).findGroupInfo().orElseThrow(),
                null,
                leaf == null ? null : leaf.longValue(),
                environment);
        group = join.enter();
        return join.commit().encode();
    }

    @Override
    public byte @Nullable [] receive(byte[] message) {
        Received received = group().receive(MlsMessage.decode(message));
        return received instanceof Received.Application application
                ? application.content().toArray()
                : null;
    }

    @Override
    public byte[] seal(byte[] text) {
        return group().seal(text, Bytes.EMPTY).encode();
    }

    @Override
    public byte[] groupInfo() {
        return MlsMessage.of(group().groupInfo(true)).encode();
    }

    @Override
    public View view() {
        HexFormat hex = HexFormat.of();
        return new View(
                hex.formatHex(group().context().encode()),
                hex.formatHex(group().epochAuthenticator().toArray()),
                group().ownLeaf(),
                !group().isOver());
    }

    @Override
    public void store() {
        GroupArchive archive = group().save();
        group().close();
        group = archive.restore(identity, environment);
    }

    @Override
    public String toString() {
        return name;
    }
}
