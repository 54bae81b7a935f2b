package org.konsil.pki.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.chain.ChainValidator;
import org.konsil.pki.chain.PathMaterial;
import org.konsil.pki.chain.PathRefusedException;
import org.konsil.pki.chain.PathTerms;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaKey;

/** The online side of the ceremony: an issuing CA's key is made here, its certificate comes from the offline machine. */
public final class AuthorityEnrolment {

    private final Path folder;
    private final CeremonyPlan plan;
    private final Clock clock;
    private final FirstCeremony.KeyProtection protection;

    /** Keys and certificates lie in this folder. */
    public AuthorityEnrolment(Path folder, CeremonyPlan plan, Clock clock) {
        this(folder, plan, clock, CaKey::encrypted);
    }

    AuthorityEnrolment(Path folder, CeremonyPlan plan, Clock clock, FirstCeremony.KeyProtection protection) {
        this.folder = folder;
        this.plan = plan;
        this.clock = clock;
        this.protection = protection;
    }

    /** Makes the key, encrypted beside a certificate that only holds its place, and the request for the real one. */
    public void request(IssuingAuthority authority, char[] password) {
        CaKey key = CaKey.generate();
        X509Certificate placeholder = new RootCertificate(new SerialNumbers(new SecureRandom()))
                .make(key, plan.hospital(), "waits for its certificate", clock.instant());
        try {
            Files.createDirectories(folder);
            SecretFiles.writeNew(
                    folder.resolve(CeremonyFiles.keyFile(authority)),
                    protection.apply(key, new X509Certificate[] {placeholder}, password));
            SecretFiles.writeNew(
                    folder.resolve(CeremonyFiles.request(authority)),
                    key.request(IssuingAuthorities.names(authority, plan).subject()));
        } catch (IOException e) {
            throw new CeremonyException("no request was made; is there a key already?", e);
        }
    }

    /**
     * Checks what came back ({@code staff-ca.crt} … and {@code root.crt}, brought into the folder) and puts it beside the key.
     *
     * @param rootSha256 the root's fingerprint as the officers wrote it down
     * @throws CeremonyException if the root is another, or the certificate is not by it, not for this key, or not this CA's
     */
    public void complete(IssuingAuthority authority, char[] password, String rootSha256) {
        try {
            X509Certificate root = Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE));
            X509Certificate certificate = Certificates.read(folder.resolve(CeremonyFiles.certificate(authority)));
            if (!Certificates.sha256(root).equals(rootSha256)) {
                throw new CeremonyException("this is not the root whose fingerprint was written down");
            }
            requireIssued(authority, certificate, root);
            CaKey key = CaKey.read(folder.resolve(CeremonyFiles.keyFile(authority)), password);
            key.certified(certificate);
            SecretFiles.replace(
                    folder.resolve(CeremonyFiles.keyFile(authority)),
                    protection.apply(key, new X509Certificate[] {certificate, root}, password));
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("what came back cannot be read", e);
        }
    }

    private void requireIssued(IssuingAuthority authority, X509Certificate certificate, X509Certificate root) {
        try {
            new ChainValidator(List.of(root))
                    .validate(
                            certificate,
                            new PathMaterial(List.of(), List.of()),
                            new PathTerms(clock.instant(), Optional.empty(), List.of(), 0, false));
        } catch (PathRefusedException e) {
            throw new CeremonyException("the certificate is not the root's: " + e.rule(), e);
        }
        if (!certificate
                        .getSubjectX500Principal()
                        .equals(IssuingAuthorities.names(authority, plan).subject())
                || certificate.getBasicConstraints() != 0) {
            throw new CeremonyException("the certificate is another CA's");
        }
    }
}
