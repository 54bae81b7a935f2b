package org.konsil.pki.profile;

import java.util.Collection;

/** What a key may do (RFC 5280, section 4.2.1.3); only what the profiles need. */
public enum KeyUse {
    DIGITAL_SIGNATURE(0x80),
    /** May be read as a legal promise; the hospital's option. */
    NON_REPUDIATION(0x40),
    KEY_CERT_SIGN(0x04),
    CRL_SIGN(0x02);

    private final int bit;

    KeyUse(int bit) {
        this.bit = bit;
    }

    /** The first octet of the bit string. */
    public static int bits(Collection<KeyUse> uses) {
        return uses.stream().mapToInt(use -> use.bit).sum();
    }
}
