package org.konsil.server.certification.request;

import java.util.UUID;
import org.konsil.server.certification.IssuedCertificate;

/** What became of a request. */
public sealed interface Enrolment {
    /** The certificate, stored and durable. */
    record Issued(IssuedCertificate certificate) implements Enrolment {}

    /** Two people have to agree first; the same request brings the certificate once they did. */
    record Pending(UUID approval) implements Enrolment {}
}
