package org.konsil.server.certification.authority;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.DeviceCertificateIssuer;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DistinguishedNames;
import org.konsil.pki.profile.Locations;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.signer.SignerFailedException;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.StartRefusedException;

/** The hospital's Device CA; the server does not start without it. */
@Singleton
@Startup
@Lock(LockType.READ)
public class DeviceAuthority {

    @Inject
    CertificationSettings settings;

    @Inject
    HospitalSettings hospital;

    @Inject
    Clock clock;

    private CaSigner ca;
    private X509Certificate root;
    private DeviceCertificateIssuer issuer;
    private String organisation;

    /** The container makes it, {@link #open} fills it. */
    @SuppressWarnings("NullAway.Init")
    public DeviceAuthority() {}

    @PostConstruct
    void open() {
        char[] password = settings.readDeviceCaPassword();
        try {
            ca = Pkcs12CaSigner.open(settings.deviceCaFile(), password);
            root = Certificates.read(settings.rootFile());
            ca.certificate().verify(root.getPublicKey(), PkiProvider.INSTANCE);
            organisation = DistinguishedNames.organisation(ca.certificate());
        } catch (SignerFailedException | IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartRefusedException("The Device CA cannot be used: " + settings.deviceCaFile(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
        issuer = new DeviceCertificateIssuer(
                new CertificateIssuer(ca, hospital.domain(), new SerialNumbers(new SecureRandom()), clock),
                CertificateProfiles.STAFF_DEVICE,
                locations());
    }

    /** Issues certificates of this CA. */
    public DeviceCertificateIssuer issuer() {
        return issuer;
    }

    /** Makes revocation lists of this CA. */
    public RevocationListBuilder revocationLists() {
        return new RevocationListBuilder(ca, settings.revocationListLife());
    }

    /** From the beginning of a revocation list to its end. */
    public Duration revocationListLife() {
        return settings.revocationListLife();
    }

    /** The CA's own certificate, DER. */
    public byte[] certificate() {
        return Certificates.der(ca.certificate());
    }

    /** The certificate of the root above it, DER. */
    public byte[] rootCertificate() {
        return Certificates.der(root);
    }

    /** The hospital's name in certificates. */
    public String organisation() {
        return organisation;
    }

    private Locations locations() {
        String base = "http://" + hospital.host() + ":" + hospital.httpPort() + "/pki/";
        return new Locations(base + "crl/device.crl", base + "ca/device.cer");
    }
}
