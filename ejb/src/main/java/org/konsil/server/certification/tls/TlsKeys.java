package org.konsil.server.certification.tls;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.ceremony.ServerKeyFile;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.function.FunctionCertificates;
import org.konsil.server.certification.issuance.CeremonyCertificates;
import org.konsil.server.certification.profile.ProfileBook;

/**
 * This node's key and certificate for TLS, replaced by new ones while the node runs. The certificate is stored before the file
 * is: if the power fails between them, nobody ever used that key, and the next look makes another.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // issuance commits by itself, a file knows no transaction
public class TlsKeys {
    @Inject
    TlsSettings settings;

    @Inject
    Authorities authorities;

    @Inject
    ProfileBook profiles;

    @Inject
    FunctionCertificates certificates;

    @Inject
    CeremonyCertificates ceremony;

    @Inject
    TlsListener listener;

    @Inject
    Clock clock;

    /**
     * Renews the certificate if its end is as near as the profile says, for the same names. One that is not below the
     * hospital's root is left alone. One that the CA does not know of, since the ceremony made it, is entered.
     *
     * @return whether it was renewed
     */
    public boolean renewIfDue() {
        Optional<ServerKeyFile> file = settings.keyFile();
        return file.isPresent() && renewIfDue(file.get());
    }

    private boolean renewIfDue(ServerKeyFile file) {
        try (file) {
            List<X509Certificate> chain = file.chain();
            X509Certificate present = chain.get(0);
            if (!isOurs(chain)) {
                return false;
            }
            ServerNames names = ServerKeyFile.names(present);
            if (!isDue(present)) {
                enter(names, present);
                return false;
            }
            file.renew(publicKey -> certificates.certifyServer(names, publicKey));
            listener.reload();
            return true;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate cannot be renewed: " + file, e);
        }
    }

    /** The first one is from the ceremony. */
    private void enter(ServerNames names, X509Certificate present) {
        CertificateProfile profile = profiles.require(CertificateProfiles.TLS_SERVER.name());
        ceremony.enter(profile, names, Holder.ofMachine(names.dnsNames().get(0)), present);
    }

    /** Below our root, be it from this Service CA or one before it. */
    private boolean isOurs(List<X509Certificate> chain) throws GeneralSecurityException {
        if (chain.size() < 2 || !authorities.present().contains(IssuingAuthority.SERVICE)) {
            return false;
        }
        X509Certificate root = Certificates.parse(authorities.rootCertificate());
        try {
            chain.get(1).verify(root.getPublicKey(), PkiProvider.INSTANCE);
            return true;
        } catch (SignatureException | InvalidKeyException another) {
            return false; // not an error: the hospital may have its certificates for TLS from elsewhere
        }
    }

    private boolean isDue(X509Certificate present) {
        return profiles.require(CertificateProfiles.TLS_SERVER.name())
                .lifetime()
                .isRenewalDue(present.getNotAfter().toInstant(), clock.instant());
    }
}
