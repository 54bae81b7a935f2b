package org.konsil.protocol.mls.leaf;

import java.util.List;
import org.konsil.protocol.mls.codec.Bytes;

/** A key package that passed {@link KeyPackageCheck}, with its {@code KeyPackageRef}; its chain is not checked yet. */
public record VerifiedKeyPackage(KeyPackage keyPackage, Bytes reference) {

    /** DER, the device's own certificate first; empty for a basic credential. */
    public List<Bytes> certificates() {
        return keyPackage.leafNode().credential() instanceof Credential.X509 x509 ? x509.certificates() : List.of();
    }
}
