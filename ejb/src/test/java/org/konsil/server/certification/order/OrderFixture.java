package org.konsil.server.certification.order;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.konsil.pki.Certificates;
import org.konsil.pki.ceremony.CeremonyPasswords;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.FirstCeremony;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.certification.acme.AcmeFixture;
import org.konsil.server.certification.acme.TestKey;
import org.konsil.server.certification.authority.Authorities;
import org.konsil.server.certification.challenge.ChallengeDesk;
import org.konsil.server.certification.challenge.RawServer;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** A hospital that issues certificates for servers below {@code klinikum.example}, and a server that proves any name. */
final class OrderFixture implements AutoCloseable {

    private static final String CHALLENGES = "/.well-known/acme-challenge/";

    private final MovableClock clock = new MovableClock();
    private final TestDatabase database;
    private final AcmeFixture acme;
    private final Authorities authorities;
    private final X509Certificate root;
    private final RawServer server = new RawServer();

    OrderFixture(Path folder) throws Exception {
        Path pki = folder.resolve("pki");
        char[] password = "correct horse".toCharArray();
        new FirstCeremony(clock)
                .perform(
                        pki,
                        new CeremonyPlan(
                                "Klinikum Süd",
                                List.of("klinikum.example"),
                                new PublicAddresses("http://konsil.klinikum.example:8080/pki")),
                        new CeremonyPasswords(password, password, password, password, password, password));
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");
        Path acmeSecret = Files.writeString(folder.resolve("acme"), "a secret of more than thirty-two characters");
        database = new TestDatabase();
        acme = new AcmeFixture(database, clock, acmeSecret);
        authorities = database.inTransaction(entities -> acme.wiring(entities)
                .setting("konsil.certification.device-ca-file", pki.resolve("device-ca.p12"))
                .setting("konsil.certification.device-ca-password-file", secret)
                .setting("konsil.certification.service-ca-file", pki.resolve("service-ca.p12"))
                .setting("konsil.certification.service-ca-password-file", secret)
                .setting("konsil.certification.root-file", pki.resolve("root.crt"))
                .bean(Authorities.class));
        root = Certificates.read(pki.resolve("root.crt"));
    }

    MovableClock clock() {
        return clock;
    }

    AcmeFixture acme() {
        return acme;
    }

    List<Object> fired() {
        return acme.fired();
    }

    X509Certificate root() {
        return root;
    }

    <T> T orders(Function<ServerOrders, T> act) {
        return in(wiring -> act.apply(wiring.bean(ServerOrders.class)));
    }

    <T> T advice(Function<RenewalAdvice, T> act) {
        return in(wiring -> act.apply(wiring.bean(RenewalAdvice.class)));
    }

    void revocation(Consumer<ServerRevocation> act) {
        in(wiring -> {
            act.accept(wiring.bean(ServerRevocation.class));
            return true;
        });
    }

    <T> T challenges(Function<ChallengeDesk, T> act) {
        return in(wiring -> act.apply(wiring.bean(ChallengeDesk.class)));
    }

    /** The server under every name says what the account with this key has to say. */
    void answer(NameAuthorization proof, TestKey key) {
        server.answer(CHALLENGES + proof.token(), "HTTP/1.1 200 OK\r\n\r\n" + proof.token() + "." + key.thumbprint());
    }

    void stopAnswering(NameAuthorization proof) {
        server.answer(CHALLENGES + proof.token(), "HTTP/1.1 404 Not Found\r\n\r\n");
    }

    /** Past the limit for open orders. */
    void addOrder(UUID account) {
        in(wiring -> {
            wiring.bean(OrderTable.class)
                    .add(
                            new OrderRow(
                                    account, clock.instant(), clock.instant().plus(Duration.ofHours(1)), null),
                            List.of());
            return true;
        });
    }

    List<UUID> openOrders(UUID account) {
        return orders(door -> door.page(account, java.util.Optional.empty())).orders();
    }

    private <T> T in(Function<Wiring, T> act) {
        return database.inTransaction(entities -> act.apply(acme.wiring(entities)
                .with(Authorities.class, authorities)
                .with(Clock.class, clock)
                .setting("konsil.certification.acme.challenge-port", server.port())
                .setting("konsil.certification.acme.hosts", ".klinikum.example=127.0.0.1")));
    }

    static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A PKCS#10 as ACME clients make it. */
    static byte[] request(KeyPair keys, String subject, String... names) throws Exception {
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        if (names.length > 0) {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Stream.of(names)
                            .map(name -> new GeneralName(GeneralName.dNSName, name))
                            .toArray(GeneralName[]::new)));
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    /** As RFC 9773, section 4.1, names it. */
    static String name(X509Certificate certificate) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        BigInteger serial = certificate.getSerialNumber();
        return base64.encodeToString(HexFormat.of().parseHex(Certificates.issuerKeyId(certificate))) + "."
                + base64.encodeToString(serial.toByteArray());
    }

    @Override
    public void close() throws Exception {
        server.close();
        database.close();
    }
}
