package org.konsil.protocol.backup.object;

import java.util.Arrays;
import org.konsil.protocol.backup.BackupFault;
import org.konsil.protocol.backup.BackupRefusedException;

/** What a person may choose to have backed up. The state of MLS is in none of them. */
public enum BackupClass {
    CONTACTS(1),
    CONTENT(2),
    EVENTS(3);

    private final int code;

    BackupClass(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static BackupClass of(int code) {
        return Arrays.stream(values())
                .filter(one -> one.code == code)
                .findAny()
                .orElseThrow(() -> new BackupRefusedException(BackupFault.NOT_IN_FORMAT));
    }
}
