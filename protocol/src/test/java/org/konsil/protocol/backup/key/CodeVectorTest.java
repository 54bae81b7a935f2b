package org.konsil.protocol.backup.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.protocol.backup.Refusals.assertRefused;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupVectors;

@DisplayName("A8 a recovery code")
class CodeVectorTest {

    static List<BackupVectors.Case> codes() {
        return BackupVectors.list("codes");
    }

    static List<BackupVectors.Case> typed() {
        return BackupVectors.list("typed");
    }

    static List<BackupVectors.Case> mistyped() {
        return BackupVectors.list("mistyped");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void isTheWordsOfBip39(BackupVectors.Case one) {
        try (RecoveryCode code = RecoveryCode.copyOf(one.bytes("entropy"))) {
            assertThat(String.join(" ", code.words())).isEqualTo(one.text("words"));
        }
        try (RecoveryCode read = RecoveryCode.parse(one.text("words"))) {
            assertThat(String.join(" ", read.words())).isEqualTo(one.text("words"));
        }
    }

    @ParameterizedTest
    @MethodSource("typed")
    void isReadAsPeopleType(BackupVectors.Case one) {
        try (RecoveryCode read = RecoveryCode.parse(one.text("typed"));
                RecoveryCode code = RecoveryCode.copyOf(one.bytes("entropy"))) {
            assertThat(read.words()).isEqualTo(code.words());
        }
    }

    @ParameterizedTest
    @MethodSource("mistyped")
    void isRefusedWhenMistyped(BackupVectors.Case one) {
        assertRefused(BackupFault.WORDS_MISTYPED, () -> RecoveryCode.parse(one.text("typed")));
        assertRefused(BackupFault.WORDS_MISTYPED, () -> Passphrase.parse(one.text("typed")));
    }

    @Test
    void isAnotherEachTimeAndSaysNothing() {
        try (RecoveryCode code = RecoveryCode.generate();
                RecoveryCode another = RecoveryCode.generate();
                Passphrase passphrase = Passphrase.generate();
                BackupRootKey root = BackupRootKey.generate()) {
            assertThat(code.words()).hasSize(24).isNotEqualTo(another.words());
            assertThat(code).hasToString("RecoveryCode");
            assertThat(passphrase.words()).hasSize(7);
            assertThat(passphrase).hasToString("Passphrase");
            assertThat(root).hasToString("BackupRootKey").isNotEqualTo(BackupVectors.rootKey());
        }
    }

    @Test
    void hasWordsThatFourLettersTellApart() {
        assertThat(WordList.WORDS).hasSize(2048).isSorted();
        assertThat(new HashSet<>(WordList.WORDS.stream()
                        .map(word -> word.substring(0, Math.min(4, word.length())))
                        .toList()))
                .hasSize(2048);
    }
}
