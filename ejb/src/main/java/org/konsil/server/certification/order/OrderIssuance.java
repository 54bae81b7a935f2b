package org.konsil.server.certification.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.request.CertificationRequest;
import org.konsil.pki.request.CertificationRequestReader;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.Holder;
import org.konsil.server.certification.IssuedCertificate;
import org.konsil.server.certification.KeyHeldException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.certification.issuance.CertificateIssuance;
import org.konsil.server.certification.issuance.CertificateWish;
import org.konsil.server.certification.profile.ProfileBook;

/** From a proven order's PKCS#10 to its certificate; of the request only the key is taken. */
@ApplicationScoped
class OrderIssuance {

    private static final String PROFILE = CertificateProfiles.TLS_SERVER.name();

    @Inject
    ProfileBook profiles;

    @Inject
    CertificateIssuance issuance;

    @Inject
    ServerCertificates certificates;

    /** @param proven the names of the order, all of them proven */
    CertificateSerial issue(byte[] pkcs10, List<String> proven) {
        CertificationRequest request = read(pkcs10);
        if (!claims(request, proven)) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_REQUEST);
        }
        ServerNames names = new ServerNames(proven, List.of());
        try {
            IssuedCertificate issued = issuance.issue(
                    new CertificateWish(PROFILE, request.publicKey(), names, Holder.ofMachine(proven.get(0))));
            requireNames(issued, proven);
            return issued.serial();
        } catch (KeyHeldException held) {
            throw new AcmeRefusedException(AcmeRefusal.KEY_HELD);
        } catch (UnusableRequestException unusable) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_REQUEST);
        }
    }

    Optional<List<byte[]>> findChain(CertificateSerial serial) {
        return certificates.find(serial).map(ServerCertificate::chain);
    }

    Optional<CertificateSerial> findNamed(String name) {
        return certificates.findNamed(name).map(ServerCertificate::serial);
    }

    private CertificationRequest read(byte[] pkcs10) {
        CertificateProfile profile = profiles.require(PROFILE);
        try {
            return new CertificationRequestReader(profile.keys().permitted()).read(pkcs10);
        } catch (RequestRefusedException refused) {
            throw new AcmeRefusedException(AcmeRefusal.UNUSABLE_REQUEST);
        }
    }

    /** Exactly the order's names; a common name, where clients still write one, is one of them (section 7.4). */
    private static boolean claims(CertificationRequest request, List<String> proven) {
        Set<String> claimed = new TreeSet<>();
        for (AlternativeName name : request.claimedNames()) {
            if (name.kind() != AlternativeName.Kind.DNS) {
                return false;
            }
            claimed.add(name.text().toLowerCase(Locale.ROOT));
        }
        X500Principal subject = request.claimedSubject();
        if (!subject.getName().isEmpty()) {
            Optional<String> common = proven.stream()
                    .filter(name -> subject.equals(new X500Principal("CN=" + name)))
                    .findFirst();
            if (common.isEmpty()) {
                return false;
            }
            claimed.add(common.get());
        }
        return claimed.equals(new TreeSet<>(proven));
    }

    /** The same key gets the same certificate until it is due; that one may be for other names. */
    private static void requireNames(IssuedCertificate issued, List<String> proven) {
        Set<String> names = new TreeSet<>(
                Certified.dnsNames(ServerCertificates.parse(issued.chain().get(0))));
        if (!names.equals(new TreeSet<>(proven))) {
            throw new AcmeRefusedException(AcmeRefusal.KEY_HELD);
        }
    }
}
