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
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.pki.Certificates;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.profile.DistinguishedNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.CaSigner;
import org.konsil.server.platform.HospitalSettings;
import org.konsil.server.platform.StartRefusedException;

/** The hospital's issuing CAs, opened and tested at the start; the server does not start without the Device CA. */
@Singleton
@Startup
@Lock(LockType.READ)
@SuppressWarnings("NullAway.Init") // the container injects, then calls open
public class Authorities {
    @Inject
    CertificationSettings settings;

    @Inject
    HospitalSettings hospital;

    @Inject
    Clock clock;

    private final Map<IssuingAuthority, TimedSigner> signers = new EnumMap<>(IssuingAuthority.class);
    private final Map<IssuingAuthority, CertificateIssuer> issuers = new EnumMap<>(IssuingAuthority.class);
    private X509Certificate root;
    private String organisation;

    @PostConstruct
    void open() {
        try {
            X509Certificate certificate = Certificates.read(settings.rootFile());
            Map<IssuingAuthority, CaSigner> opened = new EnumMap<>(IssuingAuthority.class);
            settings.keyFiles().forEach((authority, file) -> opened.put(authority, file.open(certificate)));
            use(certificate, opened);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefusedException("The root certificate cannot be used: " + settings.rootFile(), e);
        }
    }

    void use(X509Certificate certificate, Map<IssuingAuthority, CaSigner> opened) {
        root = certificate;
        SerialNumbers serials = new SerialNumbers(new SecureRandom());
        opened.forEach((authority, ca) -> {
            TimedSigner signer = new TimedSigner(ca);
            signers.put(authority, signer);
            issuers.put(authority, new CertificateIssuer(signer, hospital.domain(), serials, clock));
        });
        organisation =
                DistinguishedNames.organisation(signer(IssuingAuthority.DEVICE).certificate());
    }

    /** Those that are here. */
    public Set<IssuingAuthority> present() {
        return Set.copyOf(signers.keySet());
    }

    /** Issues certificates of this CA; nothing if it is not here. */
    public Optional<CertificateIssuer> findIssuer(IssuingAuthority authority) {
        return Optional.ofNullable(issuers.get(authority));
    }

    /** Signs lists and statements of this CA. */
    public CaSigner signer(IssuingAuthority authority) {
        return require(authority);
    }

    /** The mean time of the CA's last signatures. */
    public Duration latency(IssuingAuthority authority) {
        return require(authority).mean();
    }

    private TimedSigner require(IssuingAuthority authority) {
        TimedSigner signer = signers.get(authority);
        if (signer == null) {
            throw new IllegalArgumentException("no " + authority + " CA here");
        }
        return signer;
    }

    /** The CA's own certificate, DER. */
    public byte[] certificate(IssuingAuthority authority) {
        return Certificates.der(signer(authority).certificate());
    }

    /** The certificate of the root above them, DER. */
    public byte[] rootCertificate() {
        return Certificates.der(root);
    }

    /** The hospital's name in certificates. */
    public String organisation() {
        return organisation;
    }

    /** Where the hospital publishes what its CAs have to say. */
    public PublicAddresses addresses() {
        return new PublicAddresses("http://" + hospital.host() + ":" + hospital.httpPort() + "/pki");
    }

    /** The CA's name in addresses and in the database. */
    public static String text(IssuingAuthority authority) {
        return authority.name().toLowerCase(Locale.ROOT);
    }

    /** The CA of that name. */
    public static IssuingAuthority parse(String text) {
        return IssuingAuthority.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
