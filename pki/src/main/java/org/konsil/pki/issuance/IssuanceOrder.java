package org.konsil.pki.issuance;

import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.Locations;
import org.konsil.pki.profile.SubjectNames;

/**
 * What is to be certified; of a request only the public key ever comes here.
 *
 * @param profile by which rules
 * @param publicKey SubjectPublicKeyInfo, DER, whose holder proved to have the private key
 * @param names from the directory or the configuration
 * @param locations where the certificate's status will be found
 */
public record IssuanceOrder(CertificateProfile profile, byte[] publicKey, SubjectNames names, Locations locations) {

    /** Refuses names of another form than the profile's. */
    public IssuanceOrder {
        if (profile.names() != names.form()) {
            throw new IllegalArgumentException("the profile " + profile.id() + " names its holders otherwise");
        }
    }

    @Override
    public String toString() {
        return "IssuanceOrder[" + profile.id() + "]";
    }
}
