package org.konsil.server.certification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The certificate that a device holds.
 *
 * @param serial its serial
 * @param subject whose it is
 * @param chain DER, the leaf first, then the issuing CA; the root is not in it
 * @param notAfter the last instant at which it is valid
 */
public record DeviceCertificate(
        CertificateSerial serial, CertificateSubject subject, List<byte[]> chain, Instant notAfter) {

    /** The device's id. */
    public UUID device() {
        return subject.device();
    }
}
