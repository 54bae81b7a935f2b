package org.konsil.support;

import com.google.protobuf.ByteString;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.ContentType;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PrivateMessage;
import org.konsil.protocol.mls.framing.PublicMessage;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.LeafPlace;
import org.konsil.protocol.mls.leaf.LeafSigner;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.UpdatePath;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupContext;
import org.konsil.protocol.mls.welcome.GroupInfo;

/** MLS objects of a device that is alone in its group: well-formed and rightly signed, unless a test bends them. */
public final class RawMls {

    private static final CipherSuite SUITE = CipherSuite.P256;
    private static final Bytes TAG = Bytes.of(new byte[32]);

    private final KeyPair key;
    private final List<X509Certificate> chain;

    /** The device's own key under its own certificate. */
    public RawMls(RawDevice device) {
        this(device.key(), device.chain());
    }

    /** Any key under any certificate. */
    public RawMls(KeyPair key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /** A key package that is good for a day. */
    public ByteString keyPackage() {
        Instant now = Instant.now();
        Lifetime day = Lifetime.of(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        LeafNode leaf = leaf(new LeafSource.InKeyPackage(day));
        return bytes(MlsMessage.of(LeafSigner.sign(leaf, freshKey(), SUITE, key.getPrivate())));
    }

    /** The group of this one device at this epoch. */
    public ByteString groupInfo(UUID conversation, long epoch, LeafNode leaf) {
        Extensions extensions = Extensions.NONE
                .with(Extension.RATCHET_TREE, new TreeNodes(List.of(leaf)))
                .with(Extension.EXTERNAL_PUB, writer -> writer.opaque(freshKey()));
        GroupContext context = context(conversation, epoch);
        return bytes(MlsMessage.of(new GroupInfo(context, extensions, TAG, 0, Bytes.EMPTY).signed(key.getPrivate())));
    }

    /** The leaf with which a group begins. */
    public LeafNode firstLeaf() {
        Instant now = Instant.now();
        Lifetime day = Lifetime.of(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        return LeafSigner.sign(leaf(new LeafSource.InKeyPackage(day)), LeafPlace.NONE, SUITE, key.getPrivate());
    }

    /** A fresh leaf for a commit in this group. */
    public LeafNode committedLeaf(UUID conversation) {
        return LeafSigner.sign(
                leaf(new LeafSource.InCommit(Bytes.EMPTY)),
                new LeafPlace(Bytes.of(RawDevice.bytes(conversation)), 0),
                SUITE,
                key.getPrivate());
    }

    /** A commit that changes nothing but this leaf. */
    public ByteString commit(UUID conversation, long epoch, LeafNode leaf) {
        FramedContent content = new FramedContent(
                Bytes.of(RawDevice.bytes(conversation)),
                epoch,
                new Sender.Member(0),
                Bytes.EMPTY,
                new Content.OneCommit(new Commit(List.of(), new UpdatePath(leaf, List.of()))));
        AuthenticatedContent signed = AuthenticatedContent.sign(
                        WireFormat.PUBLIC_MESSAGE, content, context(conversation, epoch), SUITE, key.getPrivate())
                .withConfirmationTag(TAG);
        return bytes(MlsMessage.of(new PublicMessage(content, signed.auth(), TAG)));
    }

    /** An application message whose ciphertext nobody can open; the server cannot know. */
    public static ByteString message(UUID conversation, long epoch) {
        return message(conversation, epoch, 272);
    }

    /** One with so many bytes of ciphertext. */
    public static ByteString message(UUID conversation, long epoch, int ciphertextBytes) {
        return bytes(MlsMessage.of(new PrivateMessage(
                Bytes.of(RawDevice.bytes(conversation)),
                epoch,
                ContentType.APPLICATION,
                Bytes.EMPTY,
                Bytes.of(new byte[28]),
                Bytes.of(new byte[ciphertextBytes]))));
    }

    private LeafNode leaf(LeafSource source) {
        List<Bytes> certificates =
                chain.stream().map(certificate -> Bytes.of(der(certificate))).toList();
        return new LeafNode(
                freshKey(),
                SUITE.encodeSignatureKey(key.getPublic()),
                new Credential.X509(certificates),
                Capabilities.of(List.of(2), List.of(2)).withExtensions(List.of(MemberList.EXTENSION)),
                source,
                Extensions.NONE,
                Bytes.EMPTY);
    }

    private GroupContext context(UUID conversation, long epoch) {
        return new GroupContext(
                new GroupContext.Version(1, 2),
                Bytes.of(RawDevice.bytes(conversation)),
                epoch,
                TAG,
                epoch == 0 ? Bytes.EMPTY : TAG,
                Extensions.NONE.with(MemberList.EXTENSION, MemberList.of(List.of(owner()))));
    }

    /** The owner's URI, as the certificate has it. */
    private String owner() {
        try {
            return chain.get(0).getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .filter(name -> name.startsWith("im:"))
                    .findFirst()
                    .orElseThrow();
        } catch (CertificateParsingException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes freshKey() {
        return SUITE.encodeSignatureKey(RawDevice.newKey().getPublic());
    }

    private static ByteString bytes(MlsMessage message) {
        return ByteString.copyFrom(message.encode());
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
