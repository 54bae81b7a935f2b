package org.konsil.protocol.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused with exactly this fault, and with nothing else in the message. */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(BackupFault fault, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        BackupRefusedException.class,
                        refusal -> assertThat(refusal.fault()).isEqualTo(fault))
                .hasMessage(fault.name());
    }
}
