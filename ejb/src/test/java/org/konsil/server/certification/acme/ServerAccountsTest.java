package org.konsil.server.certification.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.certification.acme.AcmeFixture.NEW_ACCOUNT;
import static org.konsil.server.certification.acme.AcmeFixture.SOMEWHERE;
import static org.konsil.server.certification.acme.AcmeFixture.address;
import static org.konsil.server.certification.acme.AcmeFixture.assertRefused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.certification.BindingKeyIssued;
import org.konsil.server.certification.BindingKeyRevoked;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.certification.ServerAccountOpened;
import org.konsil.server.certification.UnknownBindingKeyException;
import org.konsil.server.platform.TestDatabase;

@DisplayName("A5: accounts of the hospital's servers (RFC 8555, sections 6 and 7.3)")
class ServerAccountsTest {

    private static final MovableClock CLOCK = new MovableClock();

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private AcmeFixture acme;

    @BeforeAll
    static void startsTheDatabase() throws Exception {
        database = new TestDatabase();
        Files.writeString(folder.resolve("secret"), "a secret of more than thirty-two characters\n");
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void begins() {
        CLOCK.reset();
        acme = new AcmeFixture(database, CLOCK, folder.resolve("secret"));
    }

    static Stream<TestKey> goodKeys() {
        return Stream.of(TestKey.p256(), TestKey.p384(), TestKey.ed25519(), TestKey.rsa(2048));
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    @DisplayName("an officer's key opens an account for each kind of key, and the account speaks for itself then")
    void opensAnAccount(TestKey key) {
        HandedOutKey officers = acme.handOut();

        OpenedAccount opened = acme.register(key, AcmeFixture.binding(officers, key));

        UUID account = opened.account().id();
        assertThat(opened.isNew()).isTrue();
        assertThat(acme.fired()).hasExactlyElementsOfTypes(BindingKeyIssued.class, ServerAccountOpened.class);
        assertThat(speak(account, key).signer()).contains(account);
        assertThat(acme.register(key, new byte[0])).isEqualTo(new OpenedAccount(opened.account(), false));
    }

    @Test
    @DisplayName("the database does not hold the officer's key in any form, and another secret gives another key")
    void keepsTheKeyOutOfTheDatabase() throws Exception {
        HandedOutKey officers = acme.handOut();

        List<?> rows = database.inTransaction(entities -> entities.createNativeQuery(
                        "select row_to_json(b)::text from acme_binding_key b where kid = :kid", String.class)
                .setParameter("kid", officers.kid())
                .getResultList());
        assertThat(rows).hasSize(1);
        String row = rows.get(0).toString();
        assertThat(row)
                .doesNotContain(java.util.HexFormat.of().formatHex(officers.mac()))
                .doesNotContain(java.util.Base64.getEncoder().encodeToString(officers.mac()));

        Path other = Files.writeString(folder.resolve("other"), "another secret of more than thirty-two characters");
        TestKey key = TestKey.p256();
        AcmeFixture elsewhere = new AcmeFixture(database, CLOCK, other);
        assertRefused(AcmeRefusal.BINDING_REFUSED, () -> elsewhere.register(key, AcmeFixture.binding(officers, key)));
    }

    @Nested
    @DisplayName("an officer's key opens nothing")
    class Bindings {

        private final TestKey key = TestKey.p256();

        @Test
        @DisplayName("if none came along")
        void withoutAny() {
            SignedRequest request = acme.signed(key);
            assertRefused(
                    AcmeRefusal.BINDING_MISSING,
                    () -> acme.accounts(
                            door -> door.register(request, new Registration(List.of(), false, Optional.empty()))));
        }

        @Test
        @DisplayName("if the MAC was made with another key, or one of its bits is another")
        void withAWrongMac() {
            HandedOutKey officers = acme.handOut();
            byte[] wrong = officers.mac().clone();
            wrong[31] ^= 1;
            HandedOutKey forged = new HandedOutKey(officers.kid(), wrong, officers.expiresAt());
            assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(key, AcmeFixture.binding(forged, key)));

            byte[] flipped = flip(AcmeFixture.binding(officers, key), "\"signature\":\"");
            assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(key, flipped));
            assertThat(acme.open(key)).as("the key itself is still good").isNotNull();
        }

        @Test
        @DisplayName("for a second account")
        void twice() {
            HandedOutKey officers = acme.handOut();
            acme.register(key, AcmeFixture.binding(officers, key));
            TestKey second = TestKey.p256();
            assertRefused(
                    AcmeRefusal.BINDING_REFUSED, () -> acme.register(second, AcmeFixture.binding(officers, second)));
        }

        @Test
        @DisplayName("for another account key than the one that was sealed")
        void forAnotherKey() {
            HandedOutKey officers = acme.handOut();
            TestKey thief = TestKey.p256();
            assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(thief, AcmeFixture.binding(officers, key)));
        }

        @Test
        @DisplayName("when its time is over, and when it was taken back")
        void late() {
            HandedOutKey late = acme.handOut();
            HandedOutKey takenBack = acme.handOut();
            acme.revoke(takenBack.kid());
            assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(key, AcmeFixture.binding(takenBack, key)));

            CLOCK.advance(Duration.ofDays(7));
            assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(key, AcmeFixture.binding(late, key)));
        }

        @Test
        @DisplayName("of an unknown kid, with a nonce, for another address, with another algorithm")
        void malformed() {
            HandedOutKey officers = acme.handOut();
            byte[] mac = officers.mac();
            HandedOutKey unknown = new HandedOutKey(UUID.randomUUID(), mac, officers.expiresAt());
            String kid = officers.kid().toString();
            Stream.of(
                            AcmeFixture.binding(unknown, key),
                            TestMessage.to(NEW_ACCOUNT)
                                    .kid("no-uuid")
                                    .payload(key.jwk())
                                    .sealedWith(mac),
                            TestMessage.to(NEW_ACCOUNT)
                                    .kid(kid)
                                    .nonce(acme.nonce())
                                    .payload(key.jwk())
                                    .sealedWith(mac),
                            TestMessage.to(SOMEWHERE)
                                    .kid(kid)
                                    .payload(key.jwk())
                                    .sealedWith(mac),
                            TestMessage.to(NEW_ACCOUNT)
                                    .kid(kid)
                                    .payload(key.jwk())
                                    .signedBy(key))
                    .forEach(binding -> assertRefused(AcmeRefusal.BINDING_REFUSED, () -> acme.register(key, binding)));
        }

        @Test
        @DisplayName("and taking it back closes the account that it opened, once and for all")
        void closesItsAccount() {
            HandedOutKey officers = acme.handOut();
            UUID account = acme.register(key, AcmeFixture.binding(officers, key))
                    .account()
                    .id();

            acme.revoke(officers.kid());
            acme.revoke(officers.kid());

            assertRefused(AcmeRefusal.CLOSED_ACCOUNT, () -> speak(account, key));
            assertThat(acme.fired().stream().filter(BindingKeyRevoked.class::isInstance))
                    .hasSize(1);
            BindingKey listed = acme.bindings(BindingKeys::list).stream()
                    .filter(each -> each.kid().equals(officers.kid()))
                    .findFirst()
                    .orElseThrow();
            assertThat(listed.account()).contains(account);
            assertThat(listed.revokedAt()).contains(CLOCK.instant());
            assertThatThrownBy(() -> acme.revoke(UUID.randomUUID())).isInstanceOf(UnknownBindingKeyException.class);
        }
    }

    @Nested
    @DisplayName("a message is refused")
    class Messages {

        private final TestKey key = TestKey.p256();
        private UUID account;

        @BeforeEach
        void opens() {
            account = acme.open(key);
        }

        @Test
        @DisplayName("with a nonce that was used")
        void replayed() {
            byte[] message = message(acme.nonce()).signedBy(key);
            open(message, SOMEWHERE);
            assertRefused(AcmeRefusal.BAD_NONCE, () -> open(message, SOMEWHERE));
        }

        @Test
        @DisplayName("with a nonce that another node uses at the same moment")
        void replayedAtOnce() throws Exception {
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            try {
                for (int round = 0; round < 20; round++) {
                    byte[] message = message(acme.nonce()).signedBy(key);
                    Callable<Boolean> node = () -> isOpened(message);
                    List<Future<Boolean>> answers = nodes.invokeAll(List.of(node, node));
                    assertThat(answers.get(0).get()).isNotEqualTo(answers.get(1).get());
                }
            } finally {
                nodes.shutdownNow();
            }
        }

        private boolean isOpened(byte[] message) {
            try {
                open(message, SOMEWHERE);
                return true;
            } catch (AcmeRefusedException refused) {
                assertThat(refused.refusal()).isEqualTo(AcmeRefusal.BAD_NONCE);
                return false;
            }
        }

        @Test
        @DisplayName("with no nonce, one that is too old, one of somebody else, one with another bit")
        void withABadNonce() throws Exception {
            String old = acme.nonce();
            CLOCK.advance(Nonces.LIFE);
            Path other =
                    Files.writeString(folder.resolve("third"), "a third secret of more than thirty-two characters");
            String foreign = new AcmeFixture(database, CLOCK, other).nonce();
            String good = acme.nonce();
            String flipped = (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1);
            byte[] without = TestMessage.to(SOMEWHERE).kid(address(account)).signedBy(key);

            assertRefused(AcmeRefusal.BAD_NONCE, () -> open(without, SOMEWHERE));
            Stream.of(old, foreign, flipped, "", "x", good + good)
                    .forEach(nonce -> assertRefused(
                            AcmeRefusal.BAD_NONCE, () -> open(message(nonce).signedBy(key), SOMEWHERE)));
        }

        @Test
        @DisplayName("and a used nonce stays used when the old ones are forgotten")
        void forgetsOldNonces() {
            byte[] message = message(acme.nonce()).signedBy(key);
            open(message, SOMEWHERE);
            CLOCK.advance(Nonces.LIFE.minusSeconds(1));
            acme.forgetNonces();
            assertRefused(AcmeRefusal.BAD_NONCE, () -> open(message, SOMEWHERE));
            CLOCK.advance(Duration.ofMinutes(1));
            acme.forgetNonces();
            assertRefused(AcmeRefusal.BAD_NONCE, () -> open(message, SOMEWHERE));
        }

        @Test
        @DisplayName("with another key's signature, and with another bit in header, payload or signature")
        void withAWrongSignature() {
            assertRefused(
                    AcmeRefusal.WRONG_SIGNATURE,
                    () -> open(message(acme.nonce()).signedBy(TestKey.p256()), SOMEWHERE));
            byte[] good = message(acme.nonce()).payload("{\"a\":\"bcdefgh\"}").signedBy(key);
            assertRefused(AcmeRefusal.WRONG_SIGNATURE, () -> open(flip(good, "\"signature\":\""), SOMEWHERE));
            assertRefused(AcmeRefusal.WRONG_SIGNATURE, () -> open(flip(good, "\"payload\":\"eyJh"), SOMEWHERE));
            assertThat(open(good, SOMEWHERE).signer())
                    .as("its nonce is still good")
                    .contains(account);
        }

        @Test
        @DisplayName("for another address")
        void forAnotherAddress() {
            byte[] message = message(acme.nonce()).signedBy(key);
            assertRefused(AcmeRefusal.WRONG_URL, () -> open(message, NEW_ACCOUNT));
        }

        @Test
        @DisplayName("of an account that there is not, or of another server")
        void ofNoAccount() {
            Stream.of(
                            address(UUID.randomUUID()),
                            "https://evil.example/acme/account/" + account,
                            address(account) + "x")
                    .forEach(kid -> assertRefused(
                            AcmeRefusal.UNKNOWN_ACCOUNT,
                            () -> open(
                                    TestMessage.to(SOMEWHERE)
                                            .kid(kid)
                                            .nonce(acme.nonce())
                                            .signedBy(key),
                                    SOMEWHERE)));
        }

        @Test
        @DisplayName("with an algorithm that is not for it: none, HS256, another curve's")
        void withAnotherAlgorithm() {
            byte[] publicKey = key.jwk().getBytes(StandardCharsets.UTF_8);
            assertRefused(
                    AcmeRefusal.UNSUPPORTED_ALGORITHM,
                    () -> open(message(acme.nonce()).sealedWith(publicKey), SOMEWHERE));
            assertRefused(
                    AcmeRefusal.UNUSABLE_KEY, () -> open(message(acme.nonce()).signedBy(TestKey.p384()), SOMEWHERE));
            assertRefused(
                    AcmeRefusal.UNSUPPORTED_ALGORITHM,
                    () -> open(message(acme.nonce()).signedBy(TestKey.p521()), SOMEWHERE));
        }

        private TestMessage message(String nonce) {
            return TestMessage.to(SOMEWHERE).kid(address(account)).nonce(nonce);
        }
    }

    @Nested
    @DisplayName("a key is refused")
    class Keys {

        @Test
        @DisplayName("that is short, of another curve, private, off its curve or of no kind at all")
        void unusable() {
            TestKey good = TestKey.p256();
            Stream.of(
                            TestKey.p521().jwk(),
                            TestKey.rsa(1024).jwk(),
                            "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                            "{\"kty\":\"EC\"}",
                            good.jwk().replaceFirst("\"x\":\"....", "\"x\":\"AAAA"),
                            good.jwk().replaceFirst("\\}", ",\"d\":\"AAAA\"}"))
                    .forEach(jwk -> assertRefused(
                            AcmeRefusal.UNUSABLE_KEY,
                            () -> open(
                                    TestMessage.to(NEW_ACCOUNT)
                                            .with("jwk", jwk)
                                            .nonce(acme.nonce())
                                            .signedBy(good),
                                    NEW_ACCOUNT)));
        }
    }

    @Nested
    @DisplayName("a key is changed (section 7.3.5)")
    class Rollover {

        private static final String KEY_CHANGE = AcmeFixture.ORIGIN + "/acme/key-change";

        private final TestKey old = TestKey.p256();
        private final TestKey successor = TestKey.ed25519();
        private UUID account;

        @BeforeEach
        void opens() {
            account = acme.open(old);
        }

        @Test
        @DisplayName("and only the new one speaks for the account then")
        void changes() {
            change(inner(KEY_CHANGE, account, old, successor));

            assertThat(speak(account, successor).signer()).contains(account);
            assertRefused(AcmeRefusal.UNUSABLE_KEY, () -> speak(account, old));
        }

        @Test
        @DisplayName("not for another account, another old key, another address, nor without the new key's signature")
        void refusesWhatDoesNotFit() {
            UUID other = acme.open(TestKey.p256());
            Stream.of(
                            inner(KEY_CHANGE, other, old, successor),
                            inner(KEY_CHANGE, account, TestKey.p256(), successor),
                            inner(SOMEWHERE, account, old, successor))
                    .forEach(inner -> assertRefused(AcmeRefusal.MALFORMED, () -> change(inner)));
            String flipped = new String(
                    flip(
                            inner(KEY_CHANGE, account, old, successor).getBytes(StandardCharsets.UTF_8),
                            "\"signature\":\""),
                    StandardCharsets.UTF_8);
            assertRefused(AcmeRefusal.WRONG_SIGNATURE, () -> change(flipped));
            assertThat(speak(account, old).signer()).contains(account);
        }

        @Test
        @DisplayName("not to one that has an account")
        void refusesATakenKey() {
            UUID holder = acme.open(successor);
            assertThatThrownBy(() -> change(inner(KEY_CHANGE, account, old, successor)))
                    .isInstanceOfSatisfying(
                            AcmeRefusedException.class,
                            refused -> assertThat(refused.account()).contains(holder));
        }

        private String inner(String url, UUID id, TestKey before, TestKey after) {
            return new String(
                    TestMessage.to(url)
                            .jwk(after)
                            .payload("{\"account\":\"" + address(id) + "\",\"oldKey\":" + before.jwk() + "}")
                            .signedBy(after),
                    StandardCharsets.UTF_8);
        }

        private void change(String inner) {
            SignedRequest outer = open(
                    TestMessage.to(KEY_CHANGE)
                            .kid(address(account))
                            .nonce(acme.nonce())
                            .payload(inner)
                            .signedBy(old),
                    KEY_CHANGE);
            acme.accounts(door -> door.changeKey(outer));
        }
    }

    @Test
    @DisplayName("an account that closed itself opens nothing any more, nor does its key")
    void deactivates() {
        TestKey key = TestKey.p256();
        UUID account = acme.open(key);

        assertThat(acme.accounts(door -> door.deactivate(account)).status()).isEqualTo("deactivated");

        assertRefused(AcmeRefusal.CLOSED_ACCOUNT, () -> speak(account, key));
        assertRefused(AcmeRefusal.CLOSED_ACCOUNT, () -> acme.open(key));
    }

    @Test
    @DisplayName("a search for an account makes none, and contacts that are no addresses are refused")
    void registersOnlyWhatIsAskedFor() {
        TestKey key = TestKey.p256();
        assertRefused(AcmeRefusal.UNKNOWN_ACCOUNT, () -> register(key, List.of(), true));
        assertRefused(AcmeRefusal.UNSUPPORTED_CONTACT, () -> register(key, List.of("tel:+49"), false));
        assertRefused(
                AcmeRefusal.UNSUPPORTED_CONTACT, () -> register(key, List.of("mailto:a@b.example,c@d.example"), false));
        assertThat(acme.open(key)).isNotNull();
        assertThat(register(key, List.of("mailto:kis@klinikum.example"), true).isNew())
                .isFalse();
    }

    private OpenedAccount register(TestKey key, List<String> contacts, boolean onlyExisting) {
        SignedRequest request = acme.signed(key);
        return acme.accounts(
                door -> door.register(request, new Registration(contacts, onlyExisting, Optional.empty())));
    }

    private SignedRequest speak(UUID account, TestKey key) {
        return open(
                TestMessage.to(SOMEWHERE)
                        .kid(address(account))
                        .nonce(acme.nonce())
                        .signedBy(key),
                SOMEWHERE);
    }

    private SignedRequest open(byte[] message, String url) {
        return acme.accounts(door -> door.open(message, url));
    }

    /** Another character behind the mark: another bit in what the base64 stands for. */
    private static byte[] flip(byte[] message, String mark) {
        byte[] flipped = message.clone();
        int at = new String(message, StandardCharsets.UTF_8).indexOf(mark) + mark.length();
        flipped[at] = (byte) (flipped[at] == 'A' ? 'B' : 'A');
        return flipped;
    }
}
