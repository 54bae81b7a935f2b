package org.konsil.pki.issuance;

/**
 * The journal between preparation and signature: what it wrote survives a crash, so that a certificate whose signature
 * got lost can still be found and revoked.
 */
@FunctionalInterface
public interface PreparedCertificates {

    /** Returns once serial and body of the ticket are durable; throws, and nothing is signed. */
    void record(IssuanceTicket ticket);
}
