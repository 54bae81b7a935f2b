package org.konsil.server.certification.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.acme.TestKey;

/** The second request comes while the first one's transaction is open, and ends after it. */
@DisplayName("A5: a server that asks for the same twice in the same instant")
class SimultaneousRequestsTest {

    private static final String KIS = "kis.klinikum.example";

    @TempDir
    private static Path folder;

    private static OrderFixture hospital;
    private final TestKey key = TestKey.p256();
    private final ExecutorService second = Executors.newSingleThreadExecutor();
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
        account = hospital.acme().open(key);
    }

    @AfterEach
    void ends() {
        second.shutdownNow();
    }

    @Test
    @DisplayName("replaces a certificate by one order, and is told so for the other")
    void replacesOnce() throws Exception {
        String name = certified();
        OrderWish wish = new OrderWish(List.of(KIS), Optional.of(name));
        Future<Object> late = hospital.orders(door -> {
            ServerOrder first = door.create(account, wish);
            assertThat(first.replaces()).isPresent();
            return whileOpen(() -> hospital.orders(other -> other.create(account, wish)));
        });
        assertThat(late.get()).isEqualTo(AcmeRefusal.ALREADY_REPLACED);
    }

    @Test
    @DisplayName("has no more than its thirty open orders")
    void keepsTheBound() throws Exception {
        OrderWish wish = new OrderWish(List.of(KIS), Optional.empty());
        for (int i = 1; i < ServerOrders.MAX_OPEN; i++) {
            hospital.orders(door -> door.create(account, wish));
        }
        Future<Object> late = hospital.orders(door -> {
            door.create(account, wish);
            return whileOpen(() -> hospital.orders(other -> other.create(account, wish)));
        });
        assertThat(late.get()).isEqualTo(AcmeRefusal.TOO_MANY_ORDERS);
    }

    @Test
    @DisplayName("gets two orders if they replace nothing, and one certificate for one order")
    void completesOnce() throws Exception {
        OrderWish wish = new OrderWish(List.of(KIS), Optional.empty());
        Future<Object> other = hospital.orders(door -> {
            door.create(account, wish);
            return whileOpen(() -> hospital.orders(again -> again.create(account, wish)));
        });
        assertThat(other.get()).isInstanceOf(ServerOrder.class);

        ServerOrder order = proven();
        byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS);
        Future<Object> late = hospital.orders(door -> {
            door.complete(account, order.id(), request);
            return whileOpen(() -> hospital.orders(again -> again.complete(account, order.id(), request)));
        });
        assertThat(late.get()).isEqualTo(AcmeRefusal.ORDER_NOT_READY);
    }

    @Test
    @DisplayName("gets one certificate for one key, whichever order asks")
    void certifiesAKeyOnce() throws Exception {
        ServerOrder one = proven();
        ServerOrder another = proven();
        byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS);
        Future<Object> late = hospital.orders(door -> {
            door.complete(account, one.id(), request);
            return whileOpen(() -> hospital.orders(again -> again.complete(account, another.id(), request)));
        });
        assertThat(late.get())
                .isInstanceOfSatisfying(
                        ServerOrder.class,
                        done -> assertThat(done.serial())
                                .isEqualTo(hospital.orders(door -> door.require(account, one.id()))
                                        .serial()));
    }

    private Future<Object> whileOpen(Supplier<ServerOrder> act) {
        return hospital.acme().meanwhile(second, act);
    }

    private ServerOrder proven() {
        ServerOrder order =
                hospital.orders(door -> door.create(account, new OrderWish(List.of(KIS), Optional.empty())));
        NameAuthorization proof = order.authorizations().get(0);
        hospital.answer(proof, key);
        assertThat(hospital.challenges(door -> door.answer(account, proof.id())).challengeStatus())
                .isEqualTo("valid");
        return order;
    }

    private String certified() throws Exception {
        ServerOrder order = proven();
        byte[] request = OrderFixture.request(OrderFixture.newKeys(), "", KIS);
        hospital.orders(door -> door.complete(account, order.id(), request));
        byte[] leaf = hospital.orders(door -> door.chain(account, order.id())).get(0);
        return OrderFixture.name(Certificates.parse(leaf));
    }
}
