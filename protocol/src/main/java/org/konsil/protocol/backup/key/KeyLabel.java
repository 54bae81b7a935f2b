package org.konsil.protocol.backup.key;

import java.nio.charset.StandardCharsets;

/** What is derived from a root key or a slot's secret, each under its own label (docs/protocol/labels.md). */
public enum KeyLabel {
    ID("konsil backup id 1", 16),
    /** The Ed25519 seed (RFC 8032, section 5.1.5) of the key that signs heads. */
    HEAD("konsil backup head key 1", 32),
    MANIFEST("konsil backup manifest key 1", 32),
    RECOVERY_SLOT("konsil backup recovery slot key 1", 32),
    PASSPHRASE_SLOT("konsil backup passphrase slot key 1", 32);

    private final String label;
    private final int bytes;

    KeyLabel(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    byte[] label() {
        return label.getBytes(StandardCharsets.US_ASCII);
    }

    int bytes() {
        return bytes;
    }
}
