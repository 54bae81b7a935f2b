package org.konsil.protocol.mls.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Vectors;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.AeadKey;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.proposal.PreSharedKeyId;
import org.konsil.protocol.mls.welcome.GroupContext;

@DisplayName("C1 key-schedule.json, psk_secret.json, secret-tree.json")
class ScheduleVectorTest {

    @Test
    void derivesEachEpoch() {
        for (JsonNode one : Vectors.cases("key-schedule")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            SecretBytes init = Vectors.secret(one.get("initial_init_secret"));
            for (int number = 0; number < one.get("epochs").size(); number++) {
                JsonNode epoch = one.get("epochs").get(number);
                GroupContext context = context(one, epoch, number);
                assertThat(context.encode()).isEqualTo(Vectors.hex(epoch.get("group_context")));
                try (KeySchedule schedule = KeySchedule.ofCommit(
                        suite,
                        init,
                        Vectors.secret(epoch.get("commit_secret")),
                        Vectors.secret(epoch.get("psk_secret")),
                        context)) {
                    check(suite, epoch, schedule);
                    init = schedule.epoch().init();
                }
            }
        }
    }

    private static GroupContext context(JsonNode one, JsonNode epoch, int number) {
        return new GroupContext(
                new GroupContext.Version(1, one.get("cipher_suite").asInt()),
                Vectors.bytes(one.get("group_id")),
                number,
                Vectors.bytes(epoch.get("tree_hash")),
                Vectors.bytes(epoch.get("confirmed_transcript_hash")),
                Extensions.NONE);
    }

    private static void check(CipherSuite suite, JsonNode epoch, KeySchedule schedule) {
        EpochSecrets secrets = schedule.epoch();
        assertThat(schedule.joiner()).isEqualTo(Vectors.secret(epoch.get("joiner_secret")));
        assertThat(schedule.welcome()).isEqualTo(Vectors.secret(epoch.get("welcome_secret")));
        assertThat(schedule.encryption()).isEqualTo(Vectors.secret(epoch.get("encryption_secret")));
        assertThat(secrets.init()).isEqualTo(Vectors.secret(epoch.get("init_secret")));
        assertThat(secrets.senderData()).isEqualTo(Vectors.secret(epoch.get("sender_data_secret")));
        assertThat(secrets.exporter()).isEqualTo(Vectors.secret(epoch.get("exporter_secret")));
        assertThat(secrets.authenticator()).isEqualTo(Vectors.secret(epoch.get("epoch_authenticator")));
        assertThat(secrets.external()).isEqualTo(Vectors.secret(epoch.get("external_secret")));
        assertThat(secrets.confirmation()).isEqualTo(Vectors.secret(epoch.get("confirmation_key")));
        assertThat(secrets.membership()).isEqualTo(Vectors.secret(epoch.get("membership_key")));
        assertThat(secrets.resumption()).isEqualTo(Vectors.secret(epoch.get("resumption_psk")));
        assertThat(secrets.externalKeyPair(suite).publicKey()).isEqualTo(Vectors.bytes(epoch.get("external_pub")));
        JsonNode exporter = epoch.get("exporter");
        assertThat(secrets.export(
                        suite,
                        exporter.get("label").asText(),
                        Vectors.hex(exporter.get("context")),
                        exporter.get("length").asInt()))
                .isEqualTo(Vectors.secret(exporter.get("secret")));
    }

    @Test
    void combinesPreSharedKeys() {
        for (JsonNode one : Vectors.cases("psk_secret")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            List<PreSharedKeyId> ids = new ArrayList<>();
            List<SecretBytes> keys = new ArrayList<>();
            for (JsonNode psk : one.get("psks")) {
                ids.add(new PreSharedKeyId.External(
                        Vectors.bytes(psk.get("psk_id")), Vectors.bytes(psk.get("psk_nonce"))));
                keys.add(Vectors.secret(psk.get("psk")));
            }

            assertThat(PreSharedKeys.combine(suite, ids, keys)).isEqualTo(Vectors.secret(one.get("psk_secret")));
        }
    }

    @Test
    void derivesTheKeysOfEachLeafInAnyOrder() {
        for (JsonNode one : Vectors.cases("secret-tree")) {
            CipherSuite suite = CipherSuite.require(one.get("cipher_suite").asInt());
            int leaves = one.get("leaves").size();
            SecretTree tree = new SecretTree(suite, leaves, Vectors.secret(one.get("encryption_secret")));
            for (int leaf = leaves - 1; leaf >= 0; leaf--) {
                for (JsonNode key : one.get("leaves").get(leaf)) {
                    long generation = key.get("generation").asLong();
                    check(tree.find(SecretTree.Kind.APPLICATION, leaf, generation), key, "application");
                    check(tree.find(SecretTree.Kind.HANDSHAKE, leaf, generation), key, "handshake");
                }
            }
        }
    }

    private static void check(AeadKey found, JsonNode expected, String kind) {
        assertThat(found.key()).isEqualTo(Vectors.secret(expected.get(kind + "_key")));
        assertThat(found.nonce()).isEqualTo(Vectors.secret(expected.get(kind + "_nonce")));
    }
}
