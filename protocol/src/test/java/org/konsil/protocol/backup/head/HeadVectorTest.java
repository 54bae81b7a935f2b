package org.konsil.protocol.backup.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.konsil.protocol.backup.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupVectors;
import org.konsil.protocol.backup.key.BackupRootKey;
import org.konsil.protocol.backup.object.Manifest;
import org.konsil.protocol.mls.codec.Bytes;

@DisplayName("A8 the frozen heads and manifests of a backup")
class HeadVectorTest {

    private final BackupRootKey root = BackupVectors.rootKey();

    static List<BackupVectors.Case> manifests() {
        return BackupVectors.list("manifests");
    }

    static List<BackupVectors.Case> refused() {
        return BackupVectors.list("manifestsRefused");
    }

    static List<BackupVectors.Case> rolledBack() {
        return BackupVectors.list("rolledBack");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void areOpenedAndSignedByteForByte(BackupVectors.Case one) {
        BackupHead head = BackupHead.decode(one.bytes("head"));
        Manifest manifest = head.open(root, one.bytes("stored"));

        assertThat(manifest.encode()).isEqualTo(one.bytes("content"));
        assertThat(BackupHead.sign(root, manifest, one.bytes("stored")).encode())
                .isEqualTo(one.bytes("head"));
        assertThat(BackupHead.publicKey(root)).isEqualTo(BackupVectors.root().bytes("headKey"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void areRefusedWhenChanged(BackupVectors.Case one) {
        assertRefused(one.fault(), () -> BackupHead.decode(one.bytes("head")).open(root, one.bytes("stored")));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void areSealedAnewEachTime(BackupVectors.Case one) {
        Manifest manifest = BackupHead.decode(one.bytes("head")).open(root, one.bytes("stored"));

        byte[] stored = manifest.seal(root);

        assertThat(stored).isNotEqualTo(one.bytes("stored"));
        assertThat(BackupHead.sign(root, manifest, stored).open(root, stored)).isEqualTo(manifest);
    }

    @ParameterizedTest
    @MethodSource("rolledBack")
    void areNotTakenWhenTheHostWentBack(BackupVectors.Case one) {
        KnownHead known = new KnownHead(one.number("n"), Bytes.of(one.bytes("manifest")));
        BackupHead head = BackupHead.decode(one.bytes("head"));

        if (one.node().get("refused").asBoolean()) {
            assertRefused(BackupFault.HEAD_ROLLED_BACK, () -> known.requireNotOlder(head));
        } else {
            assertThatCode(() -> known.requireNotOlder(head)).doesNotThrowAnyException();
        }
    }
}
