package org.konsil.server.certification.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.server.certification.acme.AcmeFixture.address;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.platform.TestDatabase;

/** The second request comes while the first one's transaction is open, and ends after it. */
@DisplayName("A5: one key that asks for an account twice in the same instant")
class SimultaneousAccountsTest {

    private static final String KEY_CHANGE = AcmeFixture.ORIGIN + "/acme/key-change";

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static ExecutorService second;
    private final TestKey key = TestKey.p256();
    private AcmeFixture acme;

    @BeforeAll
    static void starts() throws Exception {
        database = new TestDatabase();
        second = Executors.newSingleThreadExecutor();
        Files.writeString(folder.resolve("secret"), "a secret of more than thirty-two characters\n");
    }

    @AfterAll
    static void stops() throws Exception {
        second.shutdownNow();
        database.close();
    }

    @BeforeEach
    void opens() {
        acme = new AcmeFixture(database, new MovableClock(), folder.resolve("secret"));
    }

    @Test
    @DisplayName("gets the same account, with one officer's key or with two")
    void opensOne() throws Exception {
        byte[] binding = AcmeFixture.binding(acme.handOut(), key);
        assertThat(both(registering(binding), registering(binding)))
                .isInstanceOfSatisfying(
                        OpenedAccount.class, found -> assertThat(found.isNew()).isFalse());
    }

    @Test
    @DisplayName("is one account's when another changes to it")
    void changesToNoTakenKey() throws Exception {
        TestKey old = TestKey.p256();
        UUID other = acme.open(old);
        assertThat(both(registering(AcmeFixture.binding(acme.handOut(), key)), changing(other, old)))
                .isEqualTo(AcmeRefusal.KEY_TAKEN);
    }

    @Test
    @DisplayName("becomes one account's when two change to it")
    void changesOneAccount() throws Exception {
        TestKey one = TestKey.p256();
        TestKey another = TestKey.p256();
        assertThat(both(changing(acme.open(one), one), changing(acme.open(another), another)))
                .isEqualTo(AcmeRefusal.KEY_TAKEN);
    }

    private Object both(Function<ServerAccounts, Object> first, Function<ServerAccounts, Object> late)
            throws Exception {
        Future<Object> answer = acme.accounts(door -> {
            first.apply(door);
            return acme.meanwhile(second, () -> acme.accounts(late));
        });
        return answer.get();
    }

    private Function<ServerAccounts, Object> registering(byte[] binding) {
        SignedRequest request = acme.signed(key);
        return door -> door.register(request, new Registration(List.of(), false, Optional.of(binding)));
    }

    private Function<ServerAccounts, Object> changing(UUID account, TestKey old) {
        byte[] inner = TestMessage.to(KEY_CHANGE)
                .jwk(key)
                .payload("{\"account\":\"" + address(account) + "\",\"oldKey\":" + old.jwk() + "}")
                .signedBy(key);
        byte[] message = TestMessage.to(KEY_CHANGE)
                .kid(address(account))
                .nonce(acme.nonce())
                .payload(new String(inner, StandardCharsets.UTF_8))
                .signedBy(old);
        SignedRequest request = acme.accounts(door -> door.open(message, KEY_CHANGE));
        return door -> door.changeKey(request);
    }
}
