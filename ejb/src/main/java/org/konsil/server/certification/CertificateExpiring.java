package org.konsil.server.certification;

import java.time.Instant;

/**
 * A certificate that is in use ends soon. Fired inside the transaction that noted it, once for each threshold.
 *
 * @param profile name, version and revision
 * @param days 60, 30, 14, 7 or 1: so many are left at most
 */
public record CertificateExpiring(CertificateSerial serial, String profile, int days, Instant at) {}
