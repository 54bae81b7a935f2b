package org.konsil.server.certification.order;

import java.time.Instant;

/** When a certificate is best renewed (RFC 9773, section 4.2). */
public record RenewalWindow(Instant start, Instant end) {}
