package org.konsil.server.device;

import java.util.UUID;

/** A user on an installation: one certificate, one leaf, one vault. */
public record DeviceId(UUID value) {

    /** The URI by which a certificate names the device. */
    public String uri() {
        return "urn:uuid:" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
