package org.konsil.protocol.vault;

import java.util.Arrays;
import org.bouncycastle.math.ec.ECPoint;

/** A point of P-256 as it travels (RFC 9497, sections 2.1 and 4.3): compressed, on the curve, and not the identity. */
public final class VaultElement {

    /** One byte for the sign, 32 for the number. */
    public static final int BYTES = 33;

    private final ECPoint point;

    private VaultElement(ECPoint point) {
        this.point = point;
    }

    /**
     * Reads the one form that there is (SEC 1, section 2.3.3, compressed).
     *
     * @throws ElementRefusedException for any other length or first byte, a number that is no field element, and a point beside
     *     the curve; the identity has no form of this length
     */
    public static VaultElement decode(byte[] encoded) throws ElementRefusedException {
        // Before the library sees it, which would take the identity and uncompressed points too.
        if (encoded.length != BYTES || (encoded[0] != 2 && encoded[0] != 3)) {
            throw new ElementRefusedException();
        }
        try {
            return new VaultElement(P256.CURVE.decodePoint(encoded));
        } catch (IllegalArgumentException noPoint) {
            throw new ElementRefusedException(noPoint);
        }
    }

    static VaultElement of(ECPoint point) {
        if (point.isInfinity()) {
            throw new IllegalArgumentException("the identity is no element");
        }
        return new VaultElement(point.normalize());
    }

    ECPoint point() {
        return point;
    }

    public byte[] encode() {
        return point.getEncoded(true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultElement element && point.equals(element.point);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }
}
