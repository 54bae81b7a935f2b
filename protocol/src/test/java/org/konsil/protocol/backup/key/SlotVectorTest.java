package org.konsil.protocol.backup.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.protocol.backup.Refusals.assertRefused;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupVectors;
import org.konsil.protocol.mls.codec.SecretBytes;

@DisplayName("A8 a key slot")
class SlotVectorTest {

    static List<BackupVectors.Case> slots() {
        return BackupVectors.list("slots");
    }

    static List<BackupVectors.Case> refused() {
        return BackupVectors.list("slotsRefused");
    }

    @Test
    void standsOnKeysDerivedFromTheRootKey() {
        try (BackupRootKey root = BackupVectors.rootKey();
                SecretBytes manifest = root.derive(KeyLabel.MANIFEST)) {
            assertThat(root.id()).hasToString(BackupVectors.root().text("id"));
            assertThat(HexFormat.of().formatHex(manifest.copyBytes()))
                    .isEqualTo(BackupVectors.root().text("manifestKey"));
        }
    }

    @ParameterizedTest
    @MethodSource("slots")
    void opensWithItsWords(BackupVectors.Case one) {
        KeySlot slot = KeySlot.decode(one.bytes("slot"));

        try (BackupRootKey opened = open(slot, one.text("words"))) {
            assertThat(opened).isEqualTo(BackupVectors.rootKey());
        }
        assertThat(slot.encode()).isEqualTo(one.bytes("slot"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWhenItIsNotTheOne(BackupVectors.Case one) {
        assertRefused(one.fault(), () -> open(KeySlot.decode(one.bytes("slot")), one.text("words")));
    }

    @Test
    void isSealedAnewEachTimeAndOpensOnlyWithItsOwnKindOfWords() {
        try (BackupRootKey root = BackupRootKey.generate();
                RecoveryCode code = RecoveryCode.generate();
                Passphrase passphrase = Passphrase.generate()) {
            KeySlot slot = KeySlot.of(root, code);
            KeySlot second = KeySlot.of(root, passphrase, ArgonCost.DEFAULT);

            assertThat(slot.encode()).isNotEqualTo(KeySlot.of(root, code).encode());
            assertThat(slot.open(code)).isEqualTo(root);
            assertThat(KeySlot.decode(second.encode()).open(passphrase)).isEqualTo(root);
            assertRefused(BackupFault.WRONG_CODE, () -> slot.open(passphrase));
            assertRefused(BackupFault.WRONG_CODE, () -> second.open(code));
        }
    }

    private static BackupRootKey open(KeySlot slot, String words) {
        if (slot.kind() == SlotKind.RECOVERY_CODE) {
            try (RecoveryCode code = RecoveryCode.parse(words)) {
                return slot.open(code);
            }
        }
        try (Passphrase passphrase = Passphrase.parse(words)) {
            return slot.open(passphrase);
        }
    }
}
