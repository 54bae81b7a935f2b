package org.konsil.protocol.mls.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.RawKeys;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.proposal.Commit;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.schedule.SecretTree;
import org.konsil.protocol.mls.welcome.GroupContext;

@DisplayName("C1 message-protection.json, transcript-hashes.json, sender data of secret-tree.json")
class ProtectionVectorTest {

    @Test
    void hashesTheTranscript() {
        for (JsonNode one : Vectors.cases("transcript-hashes")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            AuthenticatedContent commit =
                    MlsReader.readAll(Vectors.hex(one.get("authenticated_content")), AuthenticatedContent::read);
            Bytes tag = commit.auth().confirmationTag();

            Bytes confirmed =
                    TranscriptHash.confirmed(suite, Vectors.bytes(one.get("interim_transcript_hash_before")), commit);

            assertThat(confirmed).isEqualTo(Vectors.bytes(one.get("confirmed_transcript_hash_after")));
            assertThat(TranscriptHash.interim(suite, confirmed, tag))
                    .isEqualTo(Vectors.bytes(one.get("interim_transcript_hash_after")));
            assertThat(suite.mac(Vectors.secret(one.get("confirmation_key")), confirmed.toArray()))
                    .isEqualTo(tag);
        }
    }

    @Test
    void derivesTheKeyOfTheSenderData() {
        for (JsonNode one : Vectors.cases("secret-tree")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            JsonNode data = one.get("sender_data");

            AeadKey key = SenderBox.key(
                    suite, Vectors.secret(data.get("sender_data_secret")), Vectors.bytes(data.get("ciphertext")));

            assertThat(key.key()).isEqualTo(Vectors.secret(data.get("key")));
            assertThat(key.nonce()).isEqualTo(Vectors.secret(data.get("nonce")));
        }
    }

    @Test
    void opensAndSealsEveryKindOfMessage() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            Content proposal =
                    new Content.OneProposal(MlsReader.readAll(Vectors.hex(one.get("proposal")), Proposal::read));
            Content commit = new Content.OneCommit(MlsReader.readAll(Vectors.hex(one.get("commit")), Commit::read));
            Content application = new Content.Application(Vectors.bytes(one.get("application")));

            assertThat(open(one, "proposal_priv")).isEqualTo(proposal);
            assertThat(open(one, "commit_priv")).isEqualTo(commit);
            assertThat(open(one, "application_priv")).isEqualTo(application);
            assertThat(openPublic(one, "proposal_pub")).isEqualTo(proposal);
            assertThat(openPublic(one, "commit_pub")).isEqualTo(commit);
            for (Content content : new Content[] {proposal, commit, application}) {
                sealAndOpen(one, content);
            }
        }
    }

    @Test
    void refusesAMembershipTagWithABitChangedAndApplicationDataInTheOpen() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            PublicMessage good =
                    message(one, "proposal_pub").findPublicMessage().orElseThrow();
            byte[] tag = good.membershipTag().toArray();
            tag[0] ^= 1;
            PublicMessage bad = new PublicMessage(good.content(), good.auth(), Bytes.of(tag));
            FramedContent open = new FramedContent(
                    good.content().groupId(),
                    good.content().epoch(),
                    good.content().sender(),
                    Bytes.EMPTY,
                    new Content.Application(Bytes.EMPTY));
            PublicMessage application = new PublicMessage(open, good.auth(), good.membershipTag());

            assertFault(Fault.TAG_INVALID, () -> unprotect(one, bad));
            assertFault(Fault.WRONG_CONTENT, () -> unprotect(one, application));
        }
    }

    @Test
    @DisplayName("a private message opens once, and a changed one neither opens nor burns its key")
    void refusesReplayAndChangedMessages() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            PrivateProtection protection = protection(one);
            PrivateMessage good =
                    message(one, "application_priv").findPrivateMessage().orElseThrow();
            byte[] ciphertext = good.ciphertext().toArray();
            ciphertext[ciphertext.length - 1] ^= 1;

            assertFault(Fault.DECRYPTION_FAILED, () -> protection.unprotect(with(good, Bytes.of(ciphertext)), 0));
            protection.unprotect(good, 0);
            assertFault(Fault.KEY_USED_OR_GONE, () -> protection.unprotect(good, 0));
        }
    }

    @Test
    @DisplayName("B5 a generation far ahead is refused at once")
    void refusesHugeGenerations() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            PrivateMessage good =
                    message(one, "application_priv").findPrivateMessage().orElseThrow();
            for (long generation : new long[] {1_001, 1L << 31, 0xffff_ffffL}) {
                SenderBox far = new SenderBox(1, generation, Bytes.of(new byte[SenderBox.GUARD_BYTES]));
                Bytes sealed = far.seal(
                        suite(one),
                        Vectors.secret(one.get("sender_data_secret")),
                        SenderBox.about(good.groupId(), good.epoch(), good.contentType()),
                        good.ciphertext());
                PrivateMessage forged = new PrivateMessage(
                        good.groupId(),
                        good.epoch(),
                        good.contentType(),
                        good.authenticatedData(),
                        sealed,
                        good.ciphertext());

                assertFault(Fault.TOO_FAR_AHEAD, () -> protection(one).unprotect(forged, 0));
            }
        }
    }

    @Test
    @DisplayName("B11 each message has a guard of its own")
    void guardsEachMessageAnew() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            Set<Bytes> guards = new HashSet<>();
            AuthenticatedContent content = sign(one, new Content.Application(Bytes.EMPTY), WireFormat.PRIVATE_MESSAGE);
            for (int count = 0; count < 4; count++) {
                PrivateMessage sealed = protection(one).protect(content, 64);
                SenderBox sender = SenderBox.open(
                        suite(one),
                        Vectors.secret(one.get("sender_data_secret")),
                        SenderBox.about(sealed.groupId(), sealed.epoch(), sealed.contentType()),
                        sealed);
                guards.add(sender.reuseGuard());
            }

            assertThat(guards).hasSize(4);
        }
    }

    @Test
    void padsToTheLengthAskedFor() {
        for (JsonNode one : Vectors.cases("message-protection")) {
            for (int length : new int[] {0, 1, 170, 2000}) {
                AuthenticatedContent content =
                        sign(one, new Content.Application(Bytes.of(new byte[length])), WireFormat.PRIVATE_MESSAGE);

                int sealed = protection(one).protect(content, 256).ciphertext().length();

                assertThat((sealed - 16) % 256).isZero();
            }
        }
    }

    private static PrivateMessage with(PrivateMessage good, Bytes ciphertext) {
        return new PrivateMessage(
                good.groupId(),
                good.epoch(),
                good.contentType(),
                good.authenticatedData(),
                good.encryptedSenderData(),
                ciphertext);
    }

    private static void sealAndOpen(JsonNode one, Content content) {
        AuthenticatedContent signed = sign(one, content, WireFormat.PRIVATE_MESSAGE);

        PrivateMessage sealed = protection(one).protect(signed, 64);

        assertThat(protection(one).unprotect(sealed, 0)).isEqualTo(signed);
        if (content.type() != ContentType.APPLICATION) {
            AuthenticatedContent open = sign(one, content, WireFormat.PUBLIC_MESSAGE);
            PublicMessage message =
                    PublicProtection.protect(suite(one), Vectors.secret(one.get("membership_key")), context(one), open);
            assertThat(unprotect(one, message)).isEqualTo(open);
        }
    }

    private static AuthenticatedContent sign(JsonNode one, Content content, WireFormat format) {
        FramedContent framed = new FramedContent(
                Vectors.bytes(one.get("group_id")),
                one.get("epoch").asLong(),
                new Sender.Member(1),
                Bytes.of(new byte[] {7}),
                content);
        AuthenticatedContent signed = AuthenticatedContent.sign(
                format,
                framed,
                context(one),
                suite(one),
                RawKeys.signatureKey(suite(one), Vectors.hex(one.get("signature_priv"))));
        return content.type() == ContentType.COMMIT ? signed.withConfirmationTag(Bytes.of(new byte[32])) : signed;
    }

    private static Content open(JsonNode one, String name) {
        AuthenticatedContent content = protection(one)
                .unprotect(message(one, name).findPrivateMessage().orElseThrow(), 0);
        content.requireSignedBy(key(one), suite(one), context(one));
        return content.content().content();
    }

    private static Content openPublic(JsonNode one, String name) {
        AuthenticatedContent content =
                unprotect(one, message(one, name).findPublicMessage().orElseThrow());
        content.requireSignedBy(key(one), suite(one), context(one));
        return content.content().content();
    }

    private static AuthenticatedContent unprotect(JsonNode one, PublicMessage message) {
        return PublicProtection.unprotect(suite(one), Vectors.secret(one.get("membership_key")), context(one), message);
    }

    private static MlsMessage message(JsonNode one, String name) {
        return MlsMessage.decode(Vectors.hex(one.get(name)));
    }

    private static PublicKey key(JsonNode one) {
        return suite(one).signatureKey(Vectors.bytes(one.get("signature_pub")));
    }

    private static CipherSuite suite(JsonNode one) {
        return CipherSuite.require(one.get("cipher_suite").asInt());
    }

    private static PrivateProtection protection(JsonNode one) {
        return new PrivateProtection(
                suite(one),
                Vectors.secret(one.get("sender_data_secret")),
                new SecretTree(suite(one), 2, Vectors.secret(one.get("encryption_secret"))));
    }

    private static GroupContext context(JsonNode one) {
        return new GroupContext(
                new GroupContext.Version(1, one.get("cipher_suite").asInt()),
                Vectors.bytes(one.get("group_id")),
                one.get("epoch").asLong(),
                Vectors.bytes(one.get("tree_hash")),
                Vectors.bytes(one.get("confirmed_transcript_hash")),
                Extensions.NONE);
    }

    private static void assertFault(Fault fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(fault));
    }
}
