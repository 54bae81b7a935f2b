package org.konsil.pki.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.konsil.pki.Certificates;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.request.AuthorityRequestReader;
import org.konsil.pki.request.RequestRefusedException;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.status.ChainRefusedException;

/**
 * What is done on the machine that has no network: the root is made, the issuing CAs' requests are signed, a root is changed.
 * Each act leaves a transcript with the fingerprints of all that was made; its hash is what the officers write down.
 */
public final class OfflineCeremony {

    private static final String ROOT_NAME = "Root CA";

    private final Clock clock;
    private final FirstCeremony.KeyProtection protection;

    /** Dates come from the clock, which has to be set by hand on such a machine. */
    public OfflineCeremony(Clock clock) {
        this(clock, CaKey::encrypted);
    }

    OfflineCeremony(Clock clock, FirstCeremony.KeyProtection protection) {
        this.clock = clock;
        this.protection = protection;
    }

    /**
     * Makes the root: {@code root.p12}, {@code root.crt}, {@code root.crl} and {@code transcript.txt}.
     *
     * @param folder must not have any of them
     */
    public CeremonyTranscript makeRoot(Path folder, CeremonyPlan plan, char[] password) {
        try {
            Files.createDirectories(folder);
            CaKey key = CaKey.generate();
            RootAuthority root = RootAuthority.create(key, plan, ROOT_NAME, clock);
            SecretFiles.writeNew(folder.resolve(CeremonyFiles.ROOT), protection.apply(key, root.chain(), password));
            write(folder.resolve(CeremonyFiles.ROOT_CERTIFICATE), Certificates.pem(root.certificate()));
            root.writeList(folder);
            return transcript(folder, "offline ceremony: a root", root.certificate(), List.of(root.certificate()));
        } catch (IOException e) {
            throw new CeremonyException("the root was not made; is there one already?", e);
        }
    }

    /**
     * Signs the requests that lie in the folder ({@code staff-ca.csr} …), those that are there: for each a certificate and the
     * list that would revoke it.
     *
     * @throws CeremonyException if a request is not good, or the root's key cannot be opened
     */
    public CeremonyTranscript sign(Path folder, CeremonyPlan plan, char[] password) {
        RootAuthority root =
                new RootAuthority(Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.ROOT), password), plan, clock);
        try {
            Map<IssuingAuthority, X509Certificate> made = new EnumMap<>(IssuingAuthority.class);
            for (IssuingAuthority authority : IssuingAuthority.values()) {
                Path request = folder.resolve(CeremonyFiles.request(authority));
                if (authority != IssuingAuthority.ROOT && Files.exists(request)) {
                    X509Certificate certificate =
                            root.certify(authority, AuthorityRequestReader.readKey(Files.readAllBytes(request)));
                    write(folder.resolve(CeremonyFiles.certificate(authority)), Certificates.pem(certificate));
                    made.put(authority, certificate);
                }
            }
            if (made.isEmpty()) {
                throw new CeremonyException("there is no request in the folder");
            }
            root.writeEmergencyLists(folder, made);
            return transcript(
                    folder, "offline ceremony: issuing CAs", root.certificate(), new ArrayList<>(made.values()));
        } catch (RequestRefusedException e) {
            throw new CeremonyException("a request is not good: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CeremonyException("the requests were not signed", e);
        }
    }

    /**
     * Makes the lists for another year: {@code root.crl}, which must be the one that is published now, and the emergency lists of the
     * issuing CAs whose certificates lie in the folder. What was revoked stays revoked.
     */
    public CeremonyTranscript renewLists(Path folder, CeremonyPlan plan, char[] password) {
        RootAuthority root =
                new RootAuthority(Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.ROOT), password), plan, clock);
        try {
            Map<IssuingAuthority, X509Certificate> authorities = new EnumMap<>(IssuingAuthority.class);
            for (IssuingAuthority authority : IssuingAuthority.values()) {
                Path certificate = folder.resolve(CeremonyFiles.certificate(authority));
                if (authority != IssuingAuthority.ROOT && Files.exists(certificate)) {
                    authorities.put(authority, Certificates.read(certificate));
                }
            }
            long number = root.renewLists(folder, authorities);
            return transcript(
                    folder,
                    "offline ceremony: root lists from number " + number,
                    root.certificate(),
                    List.of(root.certificate()));
        } catch (ChainRefusedException | ArithmeticException e) {
            throw new CeremonyException("root.crl in the folder is not this root's", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the lists were not made; are root.crl and the CAs' certificates here?", e);
        }
    }

    /**
     * Changes the root: certifies the new key by the old and the old by the new, so that devices with either reach the CAs of both
     * (RFC 4210, section 4.4).
     *
     * @param oldFolder has the old root's key
     * @param newFolder has the new root's key, of the same name; the two certificates are written here
     */
    public CeremonyTranscript changeRoot(Path oldFolder, char[] oldPassword, Path newFolder, char[] newPassword) {
        Pkcs12CaSigner old = Pkcs12CaSigner.open(oldFolder.resolve(CeremonyFiles.ROOT), oldPassword);
        Pkcs12CaSigner next = Pkcs12CaSigner.open(newFolder.resolve(CeremonyFiles.ROOT), newPassword);
        RootCertificate certificates = new RootCertificate(new SerialNumbers(new SecureRandom()));
        X509Certificate newWithOld = certificates.cross(old, next.certificate(), clock.instant());
        X509Certificate oldWithNew = certificates.cross(next, old.certificate(), clock.instant());
        try {
            write(newFolder.resolve(CeremonyFiles.NEW_WITH_OLD), Certificates.pem(newWithOld));
            write(newFolder.resolve(CeremonyFiles.OLD_WITH_NEW), Certificates.pem(oldWithNew));
            return transcript(
                    newFolder,
                    "offline ceremony: change of the root",
                    next.certificate(),
                    List.of(newWithOld, oldWithNew));
        } catch (IOException e) {
            throw new CeremonyException("the root was not changed", e);
        }
    }

    /** Adds to the folder's transcript; what was done before stays above. */
    private CeremonyTranscript transcript(Path folder, String what, X509Certificate root, List<X509Certificate> made)
            throws IOException {
        Path file = folder.resolve(CeremonyFiles.TRANSCRIPT);
        String before = Files.exists(file) ? Files.readString(file) : "";
        CeremonyTranscript act = CeremonyTranscript.of(what, clock.instant(), root, made);
        CeremonyTranscript whole = new CeremonyTranscript(before + act.text(), act.rootSha256());
        SecretFiles.replace(file, whole.text().getBytes(StandardCharsets.UTF_8));
        return whole;
    }

    private static void write(Path file, String text) throws IOException {
        SecretFiles.writeNew(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
