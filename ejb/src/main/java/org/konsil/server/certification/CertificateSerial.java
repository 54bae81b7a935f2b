package org.konsil.server.certification;

import java.math.BigInteger;

/** The serial number of a certificate; its text is lower-case hexadecimal without leading zeros. */
public record CertificateSerial(BigInteger value) {

    /** Refuses what no certificate of ours can carry (RFC 5280, section 4.1.2.2: positive, at most 20 octets). */
    public CertificateSerial {
        if (value.signum() <= 0 || value.bitLength() > 159) {
            throw new IllegalArgumentException("a serial is positive and at most 20 octets long");
        }
    }

    /** Reads the hexadecimal text. */
    public static CertificateSerial parse(String hex) {
        if (hex.isEmpty() || hex.length() > 40) {
            throw new IllegalArgumentException("a serial has 1 to 40 hexadecimal digits");
        }
        return new CertificateSerial(new BigInteger(hex, 16));
    }

    @Override
    public String toString() {
        return value.toString(16);
    }
}
