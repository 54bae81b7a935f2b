package org.konsil.server.certification.acme;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

/** A hospital with ACME, an officer, and servers that speak to it; each act in a transaction of its own. */
public final class AcmeFixture {

    public static final String ORIGIN = "https://konsil.klinikum.example:8443";
    public static final String NEW_ACCOUNT = ORIGIN + "/acme/new-account";
    public static final String SOMEWHERE = ORIGIN + "/acme/new-order";
    public static final Caller OFFICER = new Caller(
            "https://id.example",
            UUID.randomUUID().toString(),
            Set.of(Role.REGISTRATION_OFFICER),
            java.time.Instant.MAX);

    private final TestDatabase database;
    private final Clock clock;
    private final Path secret;
    private final List<Object> fired = new ArrayList<>();

    public AcmeFixture(TestDatabase database, Clock clock, Path secret) {
        this.database = database;
        this.clock = clock;
        this.secret = secret;
    }

    /** Settings and clock, to be completed. */
    public Wiring wiring(jakarta.persistence.EntityManager entities) {
        return new Wiring(entities, fired)
                .with(Clock.class, clock)
                .setting("konsil.hospital.name", "Klinikum Süd")
                .setting("konsil.hospital.domain", "klinikum.example")
                .setting("konsil.public.host", "konsil.klinikum.example")
                .setting("konsil.certification.acme.secret-file", secret);
    }

    public List<Object> fired() {
        return fired;
    }

    public <T> T accounts(Function<ServerAccounts, T> act) {
        return database.inTransaction(entities -> act.apply(wiring(entities).bean(ServerAccounts.class)));
    }

    public <T> T bindings(Function<BindingKeys, T> act) {
        return database.inTransaction(entities -> act.apply(wiring(entities).bean(BindingKeys.class)));
    }

    void revoke(UUID kid) {
        bindings(keys -> {
            keys.revoke(OFFICER, kid);
            return kid;
        });
    }

    void forgetNonces() {
        database.inTransaction(entities -> {
            wiring(entities).bean(Nonces.class).forget();
            return true;
        });
    }

    public String nonce() {
        return accounts(ServerAccounts::nonce);
    }

    public HandedOutKey handOut() {
        return bindings(keys -> keys.issue(OFFICER, "KIS"));
    }

    /** The inner message of section 7.3.4. */
    public static byte[] binding(HandedOutKey officers, TestKey key) {
        return TestMessage.to(NEW_ACCOUNT)
                .kid(officers.kid().toString())
                .payload(key.jwk())
                .sealedWith(officers.mac());
    }

    public SignedRequest signed(TestKey key) {
        return accounts(door -> door.open(
                TestMessage.to(NEW_ACCOUNT)
                        .jwk(key)
                        .nonce(nonce())
                        .payload("{}")
                        .signedBy(key),
                NEW_ACCOUNT));
    }

    OpenedAccount register(TestKey key, byte[] binding) {
        SignedRequest request = signed(key);
        return accounts(door -> door.register(request, new Registration(List.of(), false, Optional.of(binding))));
    }

    /** A new account for this key. */
    public UUID open(TestKey key) {
        return register(key, binding(handOut(), key)).account().id();
    }

    public static String address(UUID account) {
        return ORIGIN + "/acme/account/" + account;
    }

    /**
     * Does it in another thread, and returns once it is done or waits for a transaction that is open: what it gave, or why it was
     * refused; anything else fails.
     */
    public Future<Object> meanwhile(ExecutorService thread, Supplier<?> act) {
        Callable<Object> answer = () -> {
            try {
                return act.get();
            } catch (AcmeRefusedException refused) {
                return refused.refusal();
            }
        };
        Future<Object> done = thread.submit(answer);
        while (!done.isDone() && nobodyWaits()) {
            Thread.onSpinWait();
        }
        return done;
    }

    private boolean nobodyWaits() {
        return database.inTransaction(
                entities -> entities.createNativeQuery("select count(*) from pg_locks where not granted", Long.class)
                        .getSingleResult()
                        .equals(0L));
    }

    /** Expects this refusal and no other. */
    public static void assertRefused(AcmeRefusal refusal, ThrowingCallable act) {
        Assertions.assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        AcmeRefusedException.class,
                        refused -> Assertions.assertThat(refused.refusal()).isEqualTo(refusal));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
