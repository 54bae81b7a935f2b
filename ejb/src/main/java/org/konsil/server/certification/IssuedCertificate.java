package org.konsil.server.certification;

import java.time.Instant;
import java.util.List;

/**
 * A certificate of any profile.
 *
 * @param profile name, version and revision
 * @param chain DER, the leaf first, then the issuing CA; the root is not in it
 * @param notAfter the last instant at which it is valid
 */
public record IssuedCertificate(
        CertificateSerial serial, String profile, Holder holder, List<byte[]> chain, Instant notAfter) {}
