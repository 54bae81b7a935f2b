package org.konsil.server.certification.issuance;

import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.certification.Holder;

/** A wish whose key is its holder's; two are the same only if they are the same object. */
final class BoundWish {
    private final CertificateWish wish;
    private final byte[] keySha256;

    BoundWish(CertificateWish wish, byte[] keySha256) {
        this.wish = wish;
        this.keySha256 = keySha256;
    }

    CertificateWish wish() {
        return wish;
    }

    byte[] keySha256() {
        return keySha256;
    }

    byte[] publicKey() {
        return wish.publicKey();
    }

    SubjectNames names() {
        return wish.names();
    }

    Holder holder() {
        return wish.holder();
    }
}
