package org.konsil.pki.ceremony;

import static org.konsil.pki.profile.IssuingAuthority.DEVICE;
import static org.konsil.pki.profile.IssuingAuthority.SERVICE;
import static org.konsil.pki.profile.IssuingAuthority.STAFF;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.signer.CaKey;
import org.konsil.pki.signer.CaSigner;

/**
 * Makes the root, the issuing CAs and the first server certificate, all files of {@link CeremonyFiles} or none.
 *
 * <p>All on one machine that has a network: good for a demonstration and for tests, and it says so in the root's name and in the
 * transcript. A hospital's own root is made by {@link OfflineCeremony}.
 */
public final class FirstCeremony {

    private static final String ROOT_NAME = "Root CA (demonstration)";
    private static final String KIND = "demonstration ceremony, all keys on one online machine";

    private final Clock clock;
    private final KeyProtection protection;

    /** Dates come from the clock. */
    public FirstCeremony(Clock clock) {
        this(clock, CaKey::encrypted);
    }

    FirstCeremony(Clock clock, KeyProtection protection) {
        this.clock = clock;
        this.protection = protection;
    }

    /** How the file of a key is encrypted. */
    @FunctionalInterface
    interface KeyProtection {
        byte[] apply(CaKey key, X509Certificate[] chain, char[] password);
    }

    /**
     * Makes everything and moves it to its place in one step, on the disk before this returns.
     *
     * @param folder must not exist, or be empty
     * @return what was made, also in the folder
     * @throws CeremonyException if the folder has content, or something failed; nothing is left behind then
     */
    public CeremonyTranscript perform(Path folder, CeremonyPlan plan, CeremonyPasswords passwords) {
        try {
            refuseToOverwrite(folder);
            Path draft = SecretFiles.newFolderBeside(folder);
            try {
                CeremonyTranscript transcript = writeAll(draft, plan, passwords);
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
                return transcript;
            } finally {
                deleteDraft(draft);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CeremonyException("the ceremony failed, nothing was made", e);
        }
    }

    private CeremonyTranscript writeAll(Path draft, CeremonyPlan plan, CeremonyPasswords passwords)
            throws IOException, GeneralSecurityException {
        Instant now = clock.instant();
        CaKey rootKey = CaKey.generate();
        RootAuthority root = RootAuthority.create(rootKey, plan, ROOT_NAME, clock);
        SecretFiles.writeNew(
                draft.resolve(CeremonyFiles.ROOT), protection.apply(rootKey, root.chain(), passwords.root()));
        Map<IssuingAuthority, X509Certificate> issuing = new EnumMap<>(IssuingAuthority.class);
        issuing.put(
                STAFF, writeAuthority(draft, root, STAFF, passwords.staffCa()).certificate());
        issuing.put(
                DEVICE,
                writeAuthority(draft, root, DEVICE, passwords.deviceCa()).certificate());
        CaSigner service = writeAuthority(draft, root, SERVICE, passwords.serviceCa());
        issuing.put(SERVICE, service.certificate());
        ServerKeyStore server = ServerKeyStore.issue(service, plan, clock);
        SecretFiles.writeNew(draft.resolve(CeremonyFiles.SERVER), server.encoded(passwords.server()));
        SecretFiles.writeNew(
                draft.resolve(CeremonyFiles.TRUST_STORE),
                PlainStores.trust(root.certificate(), passwords.trustStore()));
        writeText(draft.resolve(CeremonyFiles.ROOT_CERTIFICATE), Certificates.pem(root.certificate()));
        root.writeList(draft);
        root.writeEmergencyLists(draft, issuing);
        List<X509Certificate> made = new ArrayList<>(List.of(root.certificate()));
        made.addAll(issuing.values());
        made.add(server.certificate());
        CeremonyTranscript transcript = CeremonyTranscript.of(KIND, now, root.certificate(), made);
        writeText(draft.resolve(CeremonyFiles.TRANSCRIPT), transcript.text());
        return transcript;
    }

    private CaSigner writeAuthority(Path draft, RootAuthority root, IssuingAuthority authority, char[] password)
            throws IOException {
        CaKey key = CaKey.generate();
        X509Certificate certificate = root.certify(authority, key.publicKey());
        X509Certificate[] chain = {certificate, root.certificate()};
        SecretFiles.writeNew(draft.resolve(CeremonyFiles.keyFile(authority)), protection.apply(key, chain, password));
        return key.certified(certificate);
    }

    private static void writeText(Path file, String text) throws IOException {
        SecretFiles.writeNew(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuseToOverwrite(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new CeremonyException("there is a CA already; it is never overwritten");
                }
            }
        }
    }

    private static void deleteDraft(Path draft) throws IOException {
        if (Files.exists(draft)) {
            try (Stream<Path> files = Files.list(draft)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(draft);
        }
    }
}
