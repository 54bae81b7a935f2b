package org.konsil.server.certification.order;

import java.time.Instant;
import java.util.List;
import org.konsil.server.certification.CertificateSerial;

/**
 * A certificate of the profile {@code tls-server}.
 *
 * @param chain DER, the leaf first, then the Service CA
 */
record ServerCertificate(CertificateSerial serial, List<byte[]> chain, Instant notAfter, boolean isRevoked) {}
