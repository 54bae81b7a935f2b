package org.konsil.pki.ceremony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.pki.Certificates;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.chain.ChainValidator;
import org.konsil.pki.chain.PathMaterial;
import org.konsil.pki.chain.PathRefusedException;
import org.konsil.pki.chain.PathTerms;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.RevocationList;

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
     * Checks what came back ({@code staff-ca.crt} …, {@code root.crt} and {@code root.crl}, brought into the folder) and puts it
     * beside the key.
     *
     * @param rootSha256 the root's fingerprint as the officers wrote it down, in any case, with or without colons and spaces
     * @throws CeremonyException if the root is another, or the certificate is not by it, not for this key, not this CA's, or
     *     revoked, or the root's list is not good now
     */
    public void complete(IssuingAuthority authority, char[] password, String rootSha256) {
        try {
            X509Certificate root = Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE));
            X509Certificate certificate = Certificates.read(folder.resolve(CeremonyFiles.certificate(authority)));
            String written = rootSha256.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
            if (!Certificates.sha256(root).equals(written)) {
                throw new CeremonyException("this is not the root whose fingerprint was written down");
            }
            requireIssued(authority, certificate, root);
            if (requireList(folder.resolve(CeremonyFiles.ROOT_LIST), root, clock.instant())
                    .contains(certificate.getSerialNumber())) {
                throw new CeremonyException("the root's list revokes this CA");
            }
            CaKey key = CaKey.read(folder.resolve(CeremonyFiles.keyFile(authority)), password);
            key.certified(certificate);
            SecretFiles.replace(
                    folder.resolve(CeremonyFiles.keyFile(authority)),
                    protection.apply(key, new X509Certificate[] {certificate, root}, password));
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("what came back cannot be read", e);
        }
    }

    /** Encrypts a CA's key file anew, in one step; whoever held the old password opens it no more, backups apart. */
    public void changePassword(IssuingAuthority authority, char[] present, char[] next) {
        Path file = folder.resolve(CeremonyFiles.keyFile(authority));
        try {
            CaKey key = CaKey.read(file, present);
            X509Certificate[] chain = {
                Pkcs12CaSigner.open(file, present).certificate(),
                Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE))
            };
            SecretFiles.replace(file, protection.apply(key, chain, next));
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the key's password was not changed", e);
        }
    }

    /**
     * Puts another list of the root in the place of {@code root.crl}: the next year's, or one for an emergency.
     *
     * @throws CeremonyException if it is not the root's, not good now, not newer than the present one, or takes a revocation back
     */
    public static void takeList(Path folder, Path list, Instant now) {
        try {
            X509Certificate root = Certificates.read(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE));
            Path place = folder.resolve(CeremonyFiles.ROOT_LIST);
            RevocationList next = requireList(list, root, now);
            if (Files.exists(place)) {
                RevocationList present = RevocationList.read(Files.readAllBytes(place), root);
                if (next.number().compareTo(present.number()) <= 0) {
                    throw new CeremonyException("the list is not newer than the present one");
                }
                if (!next.containsAllOf(present)) {
                    throw new CeremonyException(
                            "the list lacks a CA that the present one revokes; it was made without it");
                }
            }
            SecretFiles.replace(place, Files.readAllBytes(list));
        } catch (ChainRefusedException e) {
            throw new CeremonyException("the present root.crl is not this root's", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the root's list cannot be read", e);
        }
    }

    private static RevocationList requireList(Path file, X509Certificate root, Instant now) throws IOException {
        if (Files.notExists(file)) {
            throw new CeremonyException("the root's list is missing: " + file.getFileName());
        }
        try {
            RevocationList list = RevocationList.read(Files.readAllBytes(file), root);
            list.requireCurrent(now);
            return list;
        } catch (ChainRefusedException e) {
            throw new CeremonyException("the root's list is not good: " + e.reason(), e);
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
