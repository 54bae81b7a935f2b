package org.konsil.server.proof.proving;

import jakarta.persistence.EntityManager;

/** The published log in a test's transaction. */
public final class PublishedLogFixture {

    private PublishedLogFixture() {}

    public static PublishedLog of(EntityManager entities) {
        PublishedLog log = new PublishedLog();
        log.entities = entities;
        return log;
    }

    public static CertificateProofs certificates(EntityManager entities) {
        CertificateProofs proofs = new CertificateProofs();
        proofs.entities = entities;
        proofs.log = of(entities);
        return proofs;
    }
}
