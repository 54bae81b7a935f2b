package org.konsil.pki.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;

/** Makes the root, the issuing CAs and the first server certificate, all files of {@link CeremonyFiles} or none. */
public final class FirstCeremony {

    /** RFC 9734: the key names an end point of instant messaging. */
    private static final KeyPurposeId IM_URI =
            KeyPurposeId.getInstance(new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.40"));

    private final Clock clock;
    private final SerialNumbers serials = new SerialNumbers(new SecureRandom());
    private final CaKeyFile caKeys;

    /** Dates come from the clock. */
    public FirstCeremony(Clock clock) {
        this(clock, CaKeyFile.ITERATIONS);
    }

    FirstCeremony(Clock clock, int iterations) {
        this.clock = clock;
        this.caKeys = new CaKeyFile(iterations);
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
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new CeremonyException("the ceremony failed, nothing was made", e);
        }
    }

    private CeremonyTranscript writeAll(Path draft, CeremonyPlan plan, CeremonyPasswords passwords)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        Instant now = clock.instant();
        AuthorityFactory authorities = new AuthorityFactory(now, serials);
        List<String> names = ServerCertificateFactory.withLocalhost(plan.serverNames());
        Authority root = authorities.root(plan.hospital());
        Authority device = authorities.issuing(
                root, AuthorityFactory.name("Device CA", plan.hospital()), onlyHospital(plan.hospital()), IM_URI);
        Authority service = authorities.issuing(
                root,
                AuthorityFactory.name("Service CA", plan.hospital()),
                onlyServers(names),
                KeyPurposeId.id_kp_serverAuth,
                KeyPurposeId.id_kp_OCSPSigning,
                KeyPurposeId.id_kp_timeStamping);
        KeyPair serverKeys = ServerCertificateFactory.newKeys();
        X509Certificate server = new ServerCertificateFactory(serials)
                .issue(
                        service.certificate(),
                        new JcaContentSignerBuilder("SHA384withECDSA")
                                .setProvider(PkiProvider.INSTANCE)
                                .build(service.keys().getPrivate()),
                        serverKeys,
                        names,
                        now);

        writeAuthority(draft.resolve(CeremonyFiles.ROOT), root, root, passwords.root());
        writeAuthority(draft.resolve(CeremonyFiles.DEVICE_CA), device, root, passwords.deviceCa());
        writeAuthority(draft.resolve(CeremonyFiles.SERVICE_CA), service, root, passwords.serviceCa());
        SecretFiles.writeNew(
                draft.resolve(CeremonyFiles.SERVER),
                PlainStores.server(serverKeys, server, service.certificate(), passwords.server()));
        SecretFiles.writeNew(
                draft.resolve(CeremonyFiles.TRUST_STORE),
                PlainStores.trust(root.certificate(), passwords.trustStore()));
        writeText(draft.resolve(CeremonyFiles.ROOT_CERTIFICATE), Certificates.pem(root.certificate()));
        CeremonyTranscript transcript = CeremonyTranscript.of(
                now, List.of(root.certificate(), device.certificate(), service.certificate(), server));
        writeText(draft.resolve(CeremonyFiles.TRANSCRIPT), transcript.text());
        return transcript;
    }

    private void writeAuthority(Path file, Authority authority, Authority root, char[] password)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        X509Certificate[] chain = Stream.of(authority.certificate(), root.certificate())
                .distinct()
                .toArray(X509Certificate[]::new);
        SecretFiles.writeNew(file, caKeys.encode(authority.keys().getPrivate(), chain, password));
    }

    private static void writeText(Path file, String text) throws IOException {
        SecretFiles.writeNew(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static NameConstraints onlyHospital(String hospital) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, hospital)
                .build();
        return permitted(new GeneralName(name));
    }

    private static NameConstraints onlyServers(List<String> names) {
        return permitted(Stream.concat(
                        names.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        Stream.of(new GeneralName(
                                GeneralName.iPAddress, ServerCertificateFactory.LOOPBACK + "/255.255.255.255")))
                .toArray(GeneralName[]::new));
    }

    private static NameConstraints permitted(GeneralName... names) {
        return new NameConstraints(Stream.of(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new), null);
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
