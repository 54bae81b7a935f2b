package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.konsil.protocol.mls.RawKeys;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.crypto.HpkeKeyPair;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.proposal.Proposal;
import org.konsil.protocol.mls.schedule.KeySchedule;
import org.konsil.protocol.mls.schedule.PreSharedKeys;
import org.konsil.protocol.mls.tree.TreeNodes;
import org.konsil.protocol.mls.welcome.GroupInfo;
import org.konsil.protocol.mls.welcome.GroupSecrets;
import org.konsil.protocol.mls.welcome.Welcome;

@DisplayName("C1 passive-client-*.json, welcome.json: joining a group and following it")
class PassiveClientVectorTest {

    /** The vectors' devices have basic credentials, which nobody can check. */
    private static final GroupPolicy ANYBODY = new GroupPolicy() {
        @Override
        public void requireAccepted(LeafNode leaf) {}

        @Override
        public void requireSuccessor(LeafNode before, LeafNode after) {}

        @Override
        public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {}

        @Override
        public void requireExternalSender(ExternalSender sender) {}

        @Override
        public void requireExternalProposal(Proposal proposal) {}

        @Override
        public Duration longestLifetime() {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
    };

    @TestFactory
    Stream<DynamicTest> joinsByAWelcome() {
        return run("passive-client-welcome");
    }

    @TestFactory
    Stream<DynamicTest> followsCommits() {
        return run("passive-client-handling-commit");
    }

    @TestFactory
    Stream<DynamicTest> followsRandomHistories() {
        return run("passive-client-random");
    }

    private static Stream<DynamicTest> run(String file) {
        if (!java.nio.file.Files.isRegularFile(Vectors.file(file))) {
            return Stream.of(DynamicTest.dynamicTest(file, () -> Vectors.cases(file)));
        }
        List<JsonNode> cases = Vectors.cases(file);
        return IntStream.range(0, cases.size())
                .mapToObj(number -> DynamicTest.dynamicTest("case " + number, () -> follow(cases.get(number))));
    }

    private static void follow(JsonNode one) {
        MlsGroup group = join(one);
        assertThat(group.epochAuthenticator()).isEqualTo(Vectors.bytes(one.get("initial_epoch_authenticator")));
        for (JsonNode epoch : one.get("epochs")) {
            for (JsonNode proposal : epoch.get("proposals")) {
                group.receive(MlsMessage.decode(Vectors.hex(proposal)));
            }
            group.receive(MlsMessage.decode(Vectors.hex(epoch.get("commit"))));
            assertThat(group.epochAuthenticator()).isEqualTo(Vectors.bytes(epoch.get("epoch_authenticator")));
        }
    }

    private static MlsGroup join(JsonNode one) {
        CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
        KeyPackage keyPackage = MlsMessage.decode(Vectors.hex(one.get("key_package")))
                .findKeyPackage()
                .orElseThrow();
        LeafNode leaf = keyPackage.leafNode();
        Identity self = new Identity(
                suite,
                RawKeys.signatureKey(suite, Vectors.hex(one.get("signature_priv"))),
                leaf.signatureKey(),
                leaf.credential(),
                leaf.capabilities(),
                leaf.extensions());
        OwnKeyPackage own = new OwnKeyPackage(
                keyPackage,
                new HpkeKeyPair(keyPackage.initKey(), Vectors.secret(one.get("init_priv"))),
                new HpkeKeyPair(leaf.encryptionKey(), Vectors.secret(one.get("encryption_priv"))));
        Welcome welcome =
                MlsMessage.decode(Vectors.hex(one.get("welcome"))).findWelcome().orElseThrow();
        JsonNode tree = one.get("ratchet_tree");
        TreeNodes given = tree.isNull() ? null : MlsReader.readAll(Vectors.hex(tree), TreeNodes::read);
        return MlsGroup.join(self, own, welcome, given, environment(one));
    }

    private static GroupEnvironment environment(JsonNode one) {
        Map<Bytes, byte[]> psks = new HashMap<>();
        for (JsonNode psk : one.get("external_psks")) {
            psks.put(Vectors.bytes(psk.get("psk_id")), Vectors.hex(psk.get("psk")));
        }
        return new GroupEnvironment(
                ANYBODY,
                id -> Optional.ofNullable(psks.get(id)).map(SecretBytes::copyOf),
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
                WireFormat.PUBLIC_MESSAGE,
                256);
    }

    @Test
    void opensTheWelcomesOfWelcomeJson() {
        for (JsonNode one : Vectors.cases("welcome")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            KeyPackage keyPackage = MlsMessage.decode(Vectors.hex(one.get("key_package")))
                    .findKeyPackage()
                    .orElseThrow();
            Welcome welcome = MlsMessage.decode(Vectors.hex(one.get("welcome")))
                    .findWelcome()
                    .orElseThrow();
            HpkeKeyPair init = new HpkeKeyPair(keyPackage.initKey(), Vectors.secret(one.get("init_priv")));
            Welcome.EncryptedGroupSecrets ours = welcome.secrets().get(0);
            assertThat(ours.newMember()).isEqualTo(keyPackage.reference());

            GroupSecrets secrets = MlsReader.readAll(
                    suite.decryptWithLabel(
                                    init,
                                    "Welcome",
                                    welcome.encryptedGroupInfo().toArray(),
                                    ours.sealed())
                            .copyBytes(),
                    GroupSecrets::read);
            SecretBytes psk = PreSharedKeys.combine(suite, List.of(), List.of());
            GroupInfo info = MlsReader.readAll(
                    suite.open(
                            KeySchedule.welcomeKey(suite, secrets.joiner(), psk),
                            new byte[0],
                            welcome.encryptedGroupInfo()),
                    GroupInfo::read);

            info.requireSignedBy(suite.signatureKey(Vectors.bytes(one.get("signer_pub"))));
            KeySchedule schedule = KeySchedule.ofJoiner(suite, secrets.joiner(), psk, info.groupContext());
            assertThat(schedule.epoch()
                            .confirmationTag(suite, info.groupContext().confirmedTranscriptHash()))
                    .isEqualTo(info.confirmationTag());
        }
    }
}
