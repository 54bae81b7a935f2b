package org.konsil.protocol.backup.key;

import java.util.Arrays;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupRefusedException;

/** By what a slot opens. */
public enum SlotKind {
    RECOVERY_CODE(1),
    PASSPHRASE(2);

    private final int code;

    SlotKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static SlotKind of(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findAny()
                .orElseThrow(() -> new BackupRefusedException(BackupFault.NOT_IN_FORMAT));
    }
}
