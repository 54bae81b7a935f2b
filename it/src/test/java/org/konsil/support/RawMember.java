package org.konsil.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.demo.DemoPerson;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.group.GroupEnvironment;
import org.konsil.protocol.mls.group.GroupPolicy;
import org.konsil.protocol.mls.group.Identity;
import org.konsil.protocol.mls.group.MlsGroup;
import org.konsil.protocol.mls.group.OwnKeyPackage;
import org.konsil.protocol.mls.group.StagedCommit;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.protocol.mls.roster.MemberList;
import org.konsil.protocol.socket.ClientFrame;
import org.konsil.protocol.socket.CreateConversation;
import org.konsil.protocol.socket.Envelope;
import org.konsil.protocol.socket.ServerFrame;
import org.konsil.protocol.socket.SessionOpened;
import org.konsil.protocol.socket.SubmitCommit;
import org.konsil.protocol.socket.SubmitMessage;

/** A device on line in a real group, that does only what a test says, and nothing of its own accord. */
public final class RawMember implements AutoCloseable {

    private static final CipherSuite SUITE = CipherSuite.P256;

    private final RawDevice device;
    private final String user;
    private final RawSocket socket;
    private final SessionOpened opened;
    private final Identity identity;
    private final GroupEnvironment environment = GroupEnvironment.of(new Trusting(), Clock.systemUTC());
    private @Nullable MlsGroup group;

    public RawMember(RunningSystem system, DemoPerson person) {
        device = RawDevice.enrolled(system, person);
        user = device.claims(person).get(0);
        socket = system.socket();
        opened = device.hello(socket, system.token(person, "openid"), device.id(), device.key())
                .getSessionOpened();
        identity = new Identity(
                SUITE,
                device.key().getPrivate(),
                SUITE.encodeSignatureKey(device.key().getPublic()),
                new Credential.X509(
                        device.chain().stream().map(RawMls::der).map(Bytes::of).toList()),
                Capabilities.of(List.of(SUITE.code()), List.of(Credential.X509))
                        .withExtensions(List.of(MemberList.EXTENSION)),
                Extensions.NONE);
    }

    public RawDevice device() {
        return device;
    }

    public String user() {
        return user;
    }

    public RawSocket socket() {
        return socket;
    }

    public MlsGroup group() {
        if (group == null) {
            throw new IllegalStateException("no member yet");
        }
        return group;
    }

    /** Begins a conversation that lists these people and the server. */
    public void found(UUID conversation, List<String> people) {
        Extensions extensions = Extensions.NONE
                .with(MemberList.EXTENSION, MemberList.of(people))
                .with(Extension.EXTERNAL_SENDERS, ExternalSender.listOf(List.of(server())));
        group = MlsGroup.create(identity, Bytes.of(RawDevice.bytes(conversation)), extensions, environment);
        ServerFrame answer = socket.ask(ClientFrame.newBuilder()
                .setCreateConversation(CreateConversation.newBuilder()
                        .setConversationId(id(conversation))
                        .setGroupInfo(bytes(MlsMessage.of(group.groupInfo(true))))));
        assertThat(answer.hasAccepted()).as("%s", answer).isTrue();
    }

    /** The server's key as the session said it. */
    public ExternalSender server() {
        List<Bytes> chain = opened.getDeliveryServiceList().stream()
                .map(ByteString::toByteArray)
                .map(Bytes::of)
                .toList();
        assertThat(chain).as("the key of the delivery service").hasSize(2);
        return new ExternalSender(
                SUITE.encodeSignatureKey(certificate(chain.get(0)).getPublicKey()), new Credential.X509(chain));
    }

    public OwnKeyPackage keyPackage() {
        Instant now = Instant.now();
        return identity.newKeyPackage(Lifetime.of(now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1))));
    }

    /** Waits for the Welcome, and joins by it. */
    public void join(OwnKeyPackage own) {
        Envelope envelope =
                socket.await(frame -> frame.getEnvelope().hasWelcome()).getEnvelope();
        group = MlsGroup.join(
                identity,
                own,
                MlsMessage.decode(envelope.getWelcome().toByteArray())
                        .findWelcome()
                        .orElseThrow(),
                null,
                environment);
    }

    public ServerFrame submit(UUID conversation, StagedCommit staged) {
        SubmitCommit.Builder submission = SubmitCommit.newBuilder()
                .setConversationId(id(conversation))
                .setMessageId(id(UUID.randomUUID()))
                .setCommit(bytes(staged.commit()))
                .setGroupInfo(bytes(MlsMessage.of(staged.groupInfo())));
        staged.welcome().ifPresent(welcome -> submission.setWelcome(bytes(welcome)));
        return socket.ask(ClientFrame.newBuilder().setSubmitCommit(submission));
    }

    /** Submits something that the server takes for a message of this epoch. */
    public ServerFrame say(UUID conversation, long epoch) {
        return socket.ask(ClientFrame.newBuilder()
                .setSubmitMessage(SubmitMessage.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(id(UUID.randomUUID()))
                        .setMessage(RawMls.message(conversation, epoch))));
    }

    /** What the server proposes next. */
    public Envelope awaitProposal() {
        return socket.await(frame -> frame.getEnvelope().hasProposal()).getEnvelope();
    }

    /** Hands in whatever this is in the place of a commit. */
    public ServerFrame submitHandshake(UUID conversation, ByteString message) {
        return socket.ask(ClientFrame.newBuilder()
                .setSubmitCommit(SubmitCommit.newBuilder()
                        .setConversationId(id(conversation))
                        .setMessageId(id(UUID.randomUUID()))
                        .setCommit(message)));
    }

    private static X509Certificate certificate(Bytes der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString id(UUID id) {
        return ByteString.copyFrom(RawDevice.bytes(id));
    }

    private static ByteString bytes(MlsMessage message) {
        return ByteString.copyFrom(message.encode());
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Who is whom, other tests look at; signatures and keys are checked all the same. */
    private static final class Trusting implements GroupPolicy {

        @Override
        public void requireAccepted(LeafNode leaf) {
            // Any leaf that the server let in.
        }

        @Override
        public void requireSuccessor(LeafNode before, LeafNode after) {
            // Nobody changes certificates here.
        }

        @Override
        public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {
            // Nobody comes in by themselves here.
        }

        @Override
        public void requireExternalSender(ExternalSender sender) {
            // The one that the session named.
        }
    }
}
