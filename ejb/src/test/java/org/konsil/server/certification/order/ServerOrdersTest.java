package org.konsil.server.certification.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.server.certification.acme.AcmeFixture.assertRefused;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.CertificateIssued;
import org.konsil.server.certification.CertificateRevoked;
import org.konsil.server.certification.acme.SignedRequest;
import org.konsil.server.certification.acme.TestKey;

@DisplayName("A5: orders of the hospital's servers (RFC 8555, section 7.4)")
class ServerOrdersTest {

    private static final String KIS = "kis.klinikum.example";
    private static final String WWW = "www.klinikum.example";

    @TempDir
    private static java.nio.file.Path folder;

    private static OrderFixture hospital;
    private final TestKey key = TestKey.p256();
    private UUID account;

    @BeforeAll
    static void opens() throws Exception {
        hospital = new OrderFixture(folder);
    }

    @AfterAll
    static void closes() throws Exception {
        hospital.close();
    }

    @BeforeEach
    void begins() {
        hospital.clock().reset();
        hospital.fired().clear();
        account = hospital.acme().open(key);
    }

    @Test
    @DisplayName("names are ordered, proven and certified: for these names, this key, by the Service CA, told")
    void givesACertificate() throws Exception {
        ServerOrder order = order(WWW, KIS);
        assertThat(order.status()).isEqualTo("pending");
        assertThat(order.authorizations()).extracting(NameAuthorization::name).containsExactly(KIS, WWW);

        prove(order);
        assertThat(shown(order).status()).isEqualTo("ready");
        KeyPair keys = OrderFixture.newKeys();
        ServerOrder done = complete(order, OrderFixture.request(keys, "", KIS, WWW));

        assertThat(done.status()).isEqualTo("valid");
        List<byte[]> chain = hospital.orders(door -> door.chain(account, order.id()));
        X509Certificate leaf = Certificates.parse(chain.get(0));
        X509Certificate issuer = Certificates.parse(chain.get(1));
        leaf.verify(issuer.getPublicKey());
        issuer.verify(hospital.root().getPublicKey());
        assertThat(leaf.getPublicKey().getEncoded()).isEqualTo(keys.getPublic().getEncoded());
        assertThat(Certified.dnsNames(leaf)).containsExactly(KIS, WWW);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(hospital.fired()).hasAtLeastOneElementOfType(CertificateIssued.class);
        assertThat(hospital.orders(door -> door.page(account, Optional.empty())).orders())
                .containsExactly(order.id());
    }

    @Test
    @DisplayName("a request may name its names in the common name too, in capitals, or only there if it is one")
    void readsOlderRequests() throws Exception {
        ServerOrder both = order(KIS, WWW);
        prove(both);
        assertThat(complete(
                                both,
                                OrderFixture.request(OrderFixture.newKeys(), "CN=" + KIS, "KIS.Klinikum.example", WWW))
                        .status())
                .isEqualTo("valid");
        ServerOrder one = order(KIS);
        prove(one);
        assertThat(complete(one, OrderFixture.request(OrderFixture.newKeys(), "CN=" + KIS))
                        .status())
                .isEqualTo("valid");
    }

    @Nested
    @DisplayName("an order is refused")
    class Orders {

        @Test
        @DisplayName(
                "for a name outside the Service CA's constraint, a wildcard, an address, no host name, none, too many")
        void ofOtherNames() {
            for (String name : List.of(
                    "kis.klinikum.example.evil.example",
                    "evil.example",
                    "xklinikum.example",
                    "*.klinikum.example",
                    "10.1.2.3",
                    "kis_1.klinikum.example",
                    "kis..klinikum.example",
                    "-.klinikum.example",
                    "",
                    "kis\0.klinikum.example")) {
                assertRefused(AcmeRefusal.REJECTED_IDENTIFIER, () -> order(KIS, name));
            }
            assertRefused(AcmeRefusal.MALFORMED, () -> order());
            String[] many = java.util.stream.IntStream.rangeClosed(0, OrderNames.MAX)
                    .mapToObj(i -> "a" + i + ".klinikum.example")
                    .toArray(String[]::new);
            assertRefused(AcmeRefusal.MALFORMED, () -> order(many));
        }

        @Test
        @DisplayName("when thirty are open, until their time is over")
        void whenTooManyAreOpen() {
            for (int i = 0; i < ServerOrders.MAX_OPEN; i++) {
                order(KIS);
            }
            assertRefused(AcmeRefusal.TOO_MANY_ORDERS, () -> order(KIS));
            hospital.clock().advance(Duration.ofDays(1));
            assertThat(order(KIS).status()).isEqualTo("pending");
        }
    }

    @Nested
    @DisplayName("what is another account's is not there:")
    class Foreign {

        @Test
        @DisplayName("its order, authorization, challenge, completion and certificate")
        void nothing() throws Exception {
            ServerOrder order = certified(KIS);
            UUID proof = order.authorizations().get(0).id();
            UUID eve = hospital.acme().open(TestKey.p256());
            byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS);

            assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.require(eve, order.id())));
            assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.requireAuthorization(eve, proof)));
            assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.deactivate(eve, proof)));
            assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.challenges(door -> door.answer(eve, proof)));
            assertRefused(
                    AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.complete(eve, order.id(), request)));
            assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.chain(eve, order.id())));
            assertRefused(
                    AcmeRefusal.NOT_FOUND, () -> hospital.orders(door -> door.page(eve, Optional.of(order.id()))));
        }
    }

    @Nested
    @DisplayName("an order is not completed")
    class Completion {

        @Test
        @DisplayName("before all names are proven, when one failed, twice, and when its time is over")
        void beforeItIsReady() throws Exception {
            byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS, WWW);
            ServerOrder order = order(KIS, WWW);
            prove(order, order.authorizations().get(0));
            assertRefused(AcmeRefusal.ORDER_NOT_READY, () -> complete(order, request));

            hospital.stopAnswering(order.authorizations().get(1));
            hospital.challenges(
                    door -> door.answer(account, order.authorizations().get(1).id()));
            ServerOrder failed = shown(order);
            assertThat(failed.status()).isEqualTo("invalid");
            assertThat(failed.authorizations().get(1).error()).contains(AcmeRefusal.CHALLENGE_ANSWER);
            assertRefused(AcmeRefusal.ORDER_NOT_READY, () -> complete(order, request));

            ServerOrder once = certified(KIS);
            assertRefused(AcmeRefusal.ORDER_NOT_READY, () -> complete(once, request));

            ServerOrder late = order(KIS, WWW);
            prove(late);
            hospital.clock().advance(Duration.ofDays(1));
            assertThat(shown(late).status()).isEqualTo("invalid");
            assertThat(shown(late).authorizations().get(0).status()).isEqualTo("expired");
            assertRefused(AcmeRefusal.ORDER_EXPIRED, () -> complete(late, request));
            assertRefused(
                    AcmeRefusal.ORDER_EXPIRED,
                    () -> hospital.challenges(door ->
                            door.answer(account, late.authorizations().get(0).id())));
        }

        @Test
        @DisplayName(
                "with a request for fewer, more or other names, another subject, a broken or no signature, too long a one")
        void withAnotherRequest() throws Exception {
            ServerOrder order = order(KIS, WWW);
            prove(order);
            KeyPair keys = OrderFixture.newKeys();
            byte[] broken = OrderFixture.request(keys, "", KIS, WWW);
            broken[broken.length - 1] ^= 1;
            for (byte[] request : List.of(
                    OrderFixture.request(keys, "", KIS),
                    OrderFixture.request(keys, "", KIS, WWW, "evil.example"),
                    OrderFixture.request(keys, "", KIS, "evil.example"),
                    OrderFixture.request(keys, "CN=evil.example", KIS, WWW),
                    OrderFixture.request(keys, "O=Klinikum", KIS, WWW),
                    broken,
                    new byte[0],
                    new byte[9000])) {
                assertRefused(AcmeRefusal.UNUSABLE_REQUEST, () -> complete(order, request));
            }
            assertThat(shown(order).status()).as("it may try again").isEqualTo("ready");
        }

        @Test
        @DisplayName("with a key that has a certificate for other names, or had one revoked")
        void withAHeldKey() throws Exception {
            KeyPair keys = OrderFixture.newKeys();
            certified(keys, KIS);
            ServerOrder wider = order(KIS, WWW);
            prove(wider);
            assertRefused(AcmeRefusal.KEY_HELD, () -> complete(wider, OrderFixture.request(keys, "", KIS, WWW)));
        }

        @Test
        @DisplayName("after an authorization was given up")
        void afterGivingUp() throws Exception {
            ServerOrder order = order(KIS);
            prove(order);
            NameAuthorization given = hospital.orders(door ->
                    door.deactivate(account, order.authorizations().get(0).id()));
            assertThat(given.status()).isEqualTo("deactivated");
            byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS);
            assertRefused(AcmeRefusal.ORDER_NOT_READY, () -> complete(order, request));
        }
    }

    @Test
    @DisplayName("a challenge that was settled stays as it is, whatever the server says later")
    void settlesOnce() {
        ServerOrder order = order(KIS);
        UUID proof = order.authorizations().get(0).id();
        hospital.stopAnswering(order.authorizations().get(0));
        assertThat(hospital.challenges(door -> door.answer(account, proof)).challengeStatus())
                .isEqualTo("invalid");
        hospital.answer(order.authorizations().get(0), key);
        assertThat(hospital.challenges(door -> door.answer(account, proof)).challengeStatus())
                .isEqualTo("invalid");
    }

    @Test
    @DisplayName("an attempt that was lost with its node is made again after a minute, not before")
    void triesAgainAfterALoss() {
        ServerOrder order = order(KIS);
        UUID proof = order.authorizations().get(0).id();
        assertThat(begins(proof)).isTrue();
        assertThat(begins(proof)).isFalse();
        hospital.clock().advance(Duration.ofSeconds(61));
        assertThat(begins(proof)).isTrue();
    }

    @Test
    @DisplayName("orders come page by page, each once, the newest first; those that are over do not")
    void pages() {
        order(KIS);
        hospital.clock().advance(Duration.ofHours(20));
        for (int i = 0; i < ServerOrders.MAX_OPEN - 1; i++) {
            order(KIS);
        }
        hospital.clock().advance(Duration.ofHours(5));
        Set<UUID> expected = new HashSet<>(hospital.openOrders(account));
        for (int i = 0; i < 25; i++) {
            hospital.addOrder(account);
        }
        OrderPage first = hospital.orders(door -> door.page(account, Optional.empty()));
        OrderPage second = hospital.orders(door -> door.page(account, first.next()));

        assertThat(first.orders()).hasSize(ServerOrders.PAGE).doesNotHaveDuplicates();
        assertThat(second.next()).isEmpty();
        assertThat(second.orders()).hasSize(4).doesNotContainAnyElementsOf(first.orders());
        assertThat(second.orders()).isSubsetOf(expected);
    }

    @Nested
    @DisplayName("a certificate is renewed (RFC 9773)")
    class Renewal {

        @Test
        @DisplayName("in the first third of the time that the profile gives, at once if it is revoked")
        void tellsWhen() throws Exception {
            ServerOrder order = certified(KIS);
            X509Certificate leaf = leaf(order);
            RenewalWindow window = hospital.advice(door -> door.windowFor(OrderFixture.name(leaf)));
            Instant end = leaf.getNotAfter().toInstant();
            assertThat(window.start()).isEqualTo(end.minus(Duration.ofDays(30)));
            assertThat(window.end()).isEqualTo(end.minus(Duration.ofDays(20)));

            revoke(byAccount(), leaf, 4);
            assertThat(hospital.advice(door -> door.windowFor(OrderFixture.name(leaf)))
                            .end())
                    .isBefore(hospital.clock().instant());
        }

        @Test
        @DisplayName("nothing is told of a certificate that is none of ours")
        void knowsOnlyItsOwn() throws Exception {
            X509Certificate leaf = leaf(certified(KIS));
            String name = OrderFixture.name(leaf);
            for (String other :
                    List.of("", ".", "a.b.c", name + "AA", "AA" + name, name.replace(".", ".AAAA"), "AAAA.!")) {
                assertRefused(AcmeRefusal.NOT_FOUND, () -> hospital.advice(door -> door.windowFor(other)));
            }
        }

        @Test
        @DisplayName("by an order that says which one it replaces: its own, once")
        void replacesOnce() throws Exception {
            String name = OrderFixture.name(leaf(certified(KIS)));
            ServerOrder renewal = replacing(account, name);
            assertThat(renewal.replaces()).isPresent();
            assertRefused(AcmeRefusal.ALREADY_REPLACED, () -> replacing(account, name));
            UUID eve = hospital.acme().open(TestKey.p256());
            assertRefused(AcmeRefusal.REPLACEMENT_REFUSED, () -> replacing(eve, name));
            assertRefused(AcmeRefusal.REPLACEMENT_REFUSED, () -> replacing(account, "AA.AA"));
        }

        private ServerOrder replacing(UUID by, String name) {
            return hospital.orders(door -> door.create(by, new OrderWish(List.of(KIS), Optional.of(name))));
        }
    }

    @Nested
    @DisplayName("a certificate is revoked (section 7.6)")
    class Revocation {

        @Test
        @DisplayName("by its account, once")
        void byItsAccount() throws Exception {
            X509Certificate leaf = leaf(certified(KIS));
            revoke(byAccount(), leaf, 4);
            assertThat(hospital.fired()).hasAtLeastOneElementOfType(CertificateRevoked.class);
            assertRefused(AcmeRefusal.ALREADY_REVOKED, () -> revoke(byAccount(), leaf, 4));
        }

        @Test
        @DisplayName("by the holder of its key, and then nothing is issued for that key any more")
        void byItsKey() throws Exception {
            KeyPair keys = OrderFixture.newKeys();
            X509Certificate leaf = leaf(certified(keys, KIS));
            revoke(hospital.acme().signed(TestKey.of(keys)), leaf, 1);
            ServerOrder again = order(KIS);
            prove(again);
            byte[] request = OrderFixture.request(keys, "", KIS);
            assertRefused(AcmeRefusal.KEY_HELD, () -> complete(again, request));
        }

        @Test
        @DisplayName("by another account that has proven all its names, and by no other")
        void byWhoHasTheNames() throws Exception {
            X509Certificate leaf = leaf(certified(KIS, WWW));
            TestKey other = TestKey.p256();
            UUID successor = hospital.acme().open(other);
            SignedRequest request = new SignedRequest(Optional.of(successor), other.jwk(), "", new byte[0]);
            proveFor(successor, other, KIS);
            assertRefused(AcmeRefusal.REVOCATION_FORBIDDEN, () -> revoke(request, leaf, 0));
            assertRefused(
                    AcmeRefusal.REVOCATION_FORBIDDEN,
                    () -> revoke(hospital.acme().signed(TestKey.p256()), leaf, 0));
            proveFor(successor, other, WWW);
            revoke(request, leaf, 0);
        }

        @Test
        @DisplayName("not for a reason that is none, and not if it is none of ours")
        void refusesOthers() throws Exception {
            X509Certificate leaf = leaf(certified(KIS));
            for (int reason : new int[] {-1, 2, 6, 7, 8, 10, 99}) {
                assertRefused(AcmeRefusal.UNKNOWN_REASON, () -> revoke(byAccount(), leaf, reason));
            }
            assertRefused(AcmeRefusal.NOT_FOUND, () -> revoke(byAccount(), hospital.root(), 0));
            assertRefused(
                    AcmeRefusal.MALFORMED,
                    () -> hospital.revocation(door -> door.revoke(byAccount(), new byte[] {1}, Optional.empty())));
        }

        private void proveFor(UUID by, TestKey with, String name) {
            ServerOrder order =
                    hospital.orders(door -> door.create(by, new OrderWish(List.of(name), Optional.empty())));
            hospital.answer(order.authorizations().get(0), with);
            hospital.challenges(
                    door -> door.answer(by, order.authorizations().get(0).id()));
        }
    }

    private boolean begins(UUID proof) {
        return hospital.orders(door -> door.begin(account, proof).isPresent());
    }

    private SignedRequest byAccount() {
        return new SignedRequest(Optional.of(account), key.jwk(), "", new byte[0]);
    }

    private void revoke(SignedRequest request, X509Certificate leaf, int reason) {
        hospital.revocation(door -> door.revoke(request, Certificates.der(leaf), Optional.of(reason)));
    }

    private ServerOrder order(String... names) {
        return hospital.orders(door -> door.create(account, new OrderWish(List.of(names), Optional.empty())));
    }

    private ServerOrder shown(ServerOrder order) {
        return hospital.orders(door -> door.require(account, order.id()));
    }

    private void prove(ServerOrder order) {
        order.authorizations().forEach(proof -> prove(order, proof));
    }

    private void prove(ServerOrder order, NameAuthorization proof) {
        hospital.answer(proof, key);
        NameAuthorization settled = hospital.challenges(door -> door.answer(account, proof.id()));
        assertThat(settled.challengeStatus())
                .as("%s of %s", proof.name(), order.id())
                .isEqualTo("valid");
    }

    private ServerOrder complete(ServerOrder order, byte[] request) {
        return hospital.orders(door -> door.complete(account, order.id(), request));
    }

    private ServerOrder certified(String... names) throws Exception {
        return certified(OrderFixture.newKeys(), names);
    }

    private ServerOrder certified(KeyPair keys, String... names) throws Exception {
        ServerOrder order = order(names);
        prove(order);
        return complete(order, OrderFixture.request(keys, "", names));
    }

    private X509Certificate leaf(ServerOrder order) throws Exception {
        return Certificates.parse(
                hospital.orders(door -> door.chain(account, order.id())).get(0));
    }
}
