package org.konsil.web.socket;

import jakarta.websocket.CloseReason;

/** Why the server closes; docs/protocol/socket.md says what a device does then. */
enum CloseCodes {
    MALFORMED(4400),
    NO_SESSION(4401),
    REVOKED(4403),
    TOO_SLOW(4408),
    UNAVAILABLE(4503);

    private final int code;

    CloseCodes(int code) {
        this.code = code;
    }

    CloseReason reason() {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), name());
    }
}
