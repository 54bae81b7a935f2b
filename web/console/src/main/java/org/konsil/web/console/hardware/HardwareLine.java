package org.konsil.web.console.hardware;

import java.time.Instant;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareState;

/** A piece of hardware as officers read it. */
public class HardwareLine {

    private final Hardware hardware;
    private final String owner;

    HardwareLine(Hardware hardware, String owner) {
        this.hardware = hardware;
        this.owner = owner;
    }

    public String getId() {
        return hardware.id().toString();
    }

    public String getLabel() {
        return hardware.label();
    }

    /** Whose it is; empty if it is shared. */
    public String getOwner() {
        return owner;
    }

    /** {@code asked}, {@code approved} or {@code ended}. */
    public String getState() {
        return hardware.state().text();
    }

    public Instant getChangedAt() {
        return hardware.changedAt();
    }

    public boolean isApproved() {
        return hardware.state() == HardwareState.APPROVED;
    }
}
