package org.konsil.server.certification.function;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.ServerNames;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;

/** Certifies keys of the server's own parts; nobody outside the server can ask for one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FunctionCertificates {
    @Inject
    CertificateIssuance issuance;

    @Inject
    Authorities authorities;

    /**
     * A certificate for the key, the same one while it need not be renewed; stored, whatever becomes of the caller's
     * transaction, since a key in memory must not have a certificate that was never stored.
     *
     * @param profile its name; its holder is named by the function, such as {@code Device CA OCSP}
     */
    public X509Certificate certify(String profile, String function, byte[] publicKey) {
        IssuedCertificate issued = issuance.issue(new CertificateWish(
                profile,
                publicKey,
                new FunctionNames(authorities.organisation(), function),
                Holder.ofMachine(profile)));
        try {
            return Certificates.parse(issued.chain().get(0));
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("a certificate of our own cannot be read: " + issued.serial(), unreadable);
        }
    }

    /** The server's own certificate for TLS, by the same rules as any server's; the certificate, then its CA's, DER. */
    public List<byte[]> certifyServer(ServerNames names, byte[] publicKey) {
        String first = names.dnsNames().get(0);
        return issuance.issue(new CertificateWish(
                        CertificateProfiles.TLS_SERVER.name(), publicKey, names, Holder.ofMachine(first)))
                .chain();
    }
}
