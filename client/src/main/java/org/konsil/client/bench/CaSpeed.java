package org.konsil.client.bench;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.ceremony.CeremonyFiles;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.issuance.IssuanceTicket;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.Locations;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.responder.StatusAnswer;
import org.konsil.pki.responder.StatusResponder;
import org.konsil.pki.revocation.RevocationListBuilder;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.pki.revocation.RevokedCertificate;
import org.konsil.pki.revocation.Shards;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.signer.Pkcs12CaSigner;

/**
 * What a certificate, a revocation list and an OCSP answer cost, and the bare cryptography of a certificate beside them:
 * processor time of one thread, the best of five rounds. A program of its own, since the command's machine is tuned for a quick start.
 */
final class CaSpeed {

    private static final String HOSPITAL = "Bench";
    private static final String DOMAIN = "bench.example";
    private static final PublicAddresses ADDRESSES = new PublicAddresses("http://bench.example/pki");
    private static final int CERTIFICATES = 600;
    private static final int ROUNDS = 5;

    private final CaSigner ca;
    private final CertificateIssuer issuer;
    private final Locations locations = ADDRESSES.of(IssuingAuthority.DEVICE, 1);
    private final byte[] deviceKey = newKeys("P-256").getPublic().getEncoded();

    private CaSpeed(CaSigner ca) throws GeneralSecurityException {
        this.ca = ca;
        this.issuer = new CertificateIssuer(ca, DOMAIN, new SerialNumbers(new SecureRandom()), Clock.systemUTC());
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        CaSpeed speed = new CaSpeed(newCa());
        double issued = Double.MAX_VALUE;
        double raw = Double.MAX_VALUE;
        double list = Double.MAX_VALUE;
        double answer = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            issued = Math.min(issued, spent(speed::issue) / CERTIFICATES);
            raw = Math.min(raw, spent(speed.raw()) / CERTIFICATES);
            list = Math.min(list, spent(speed::list));
            answer = Math.min(answer, spent(speed.answers()) / CERTIFICATES);
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.printf(
                Locale.ROOT,
                "{\"certificateMicros\":%.1f,\"rawMicros\":%.1f,\"listMillis\":%.2f,\"answerMicros\":%.1f}%n",
                issued * 1e6,
                raw * 1e6,
                list * 1e3,
                answer * 1e6);
    }

    private void issue() {
        for (int i = 0; i < CERTIFICATES; i++) {
            issuer.issue(order(), ticket -> {});
        }
    }

    private IssuanceOrder order() {
        return new IssuanceOrder(
                CertificateProfiles.STAFF_DEVICE,
                deviceKey,
                new DeviceNames(HOSPITAL, DOMAIN, UUID.randomUUID(), UUID.randomUUID()),
                locations);
    }

    /** Sign for the lints, sign for good, read back, verify: no more is done to the bytes, and nothing is built. */
    private Work raw() throws GeneralSecurityException {
        IssuanceTicket ticket = issuer.prepare(order());
        byte[] body = ticket.body();
        byte[] certificate = issuer.issue(ticket).getEncoded();
        KeyPair rehearsal = newKeys("P-256");
        Signature trial = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
        Signature check = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
        CertificateFactory reader = CertificateFactory.getInstance("X.509", PkiProvider.INSTANCE);
        return () -> {
            for (int i = 0; i < CERTIFICATES; i++) {
                trial.initSign(rehearsal.getPrivate());
                trial.update(body);
                trial.sign();
                ca.sign(body);
                X509Certificate read =
                        (X509Certificate) reader.generateCertificate(new ByteArrayInputStream(certificate));
                check.initVerify(ca.certificate().getPublicKey());
                check.update(body);
                if (!check.verify(read.getSignature())) {
                    throw new IllegalStateException("not the CA's signature");
                }
            }
        };
    }

    private void list() {
        Instant now = Clock.systemUTC().instant();
        List<RevokedCertificate> revoked = new ArrayList<>();
        SerialNumbers serials = new SerialNumbers(new SecureRandom());
        for (int i = 0; i < Shards.SIZE; i++) {
            revoked.add(new RevokedCertificate(serials.next(), now, RevocationReason.SUPERSEDED));
        }
        RevocationListBuilder.ofShard(ca, Duration.ofDays(3), locations.revocationList())
                .build(BigInteger.ONE, now, revoked);
    }

    private Work answers() {
        FunctionKey key = FunctionKey.generate();
        StatusResponder responder = new StatusResponder(key.certified(issuer.issue(
                new IssuanceOrder(
                        CertificateProfiles.DEVICE_OCSP,
                        key.publicKey(),
                        new FunctionNames(HOSPITAL, "Device CA OCSP"),
                        locations),
                ticket -> {})));
        Instant now = Clock.systemUTC().instant();
        byte[] nonce = new byte[32];
        return () -> {
            for (int i = 0; i < CERTIFICATES; i++) {
                CertificateName name = CertificateName.of(ca.certificate(), BigInteger.valueOf(i + 1L));
                responder.sign(
                        List.of(new StatusAnswer(name, new StatusAnswer.Good(), now, now.plusSeconds(60))), nonce, now);
            }
        };
    }

    private static CaSigner newCa() throws IOException {
        Path parent = Files.createTempDirectory("konsil-bench-");
        Path folder = parent.resolve("pki");
        try {
            char[] password = "bench".toCharArray();
            new FirstCeremony(Clock.systemUTC())
                    .perform(
                            folder,
                            new CeremonyPlan(HOSPITAL, List.of(DOMAIN), ADDRESSES),
                            new CeremonyPasswords(password, password, password, password, password, password));
            return Pkcs12CaSigner.open(folder.resolve(CeremonyFiles.DEVICE_CA), password);
        } finally {
            delete(folder);
            Files.deleteIfExists(parent);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static KeyPair newKeys(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private interface Work {
        void run() throws GeneralSecurityException;
    }

    private static double spent(Work work) throws GeneralSecurityException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    }
}
