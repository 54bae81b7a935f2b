package org.konsil.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.messaging.Member;
import org.konsil.client.messaging.Message;
import org.konsil.client.messaging.Standing;
import org.konsil.client.testing.Clinic;
import org.konsil.client.testing.Delivery;

@DisplayName("A5 what the server proposes")
class SessionRemovalTest {

    private static final Duration SOON = Duration.ofMillis(300);

    private final Clinic clinic = new Clinic();
    private final Delivery delivery = new Delivery();
    private final KeyPair server = Clinic.newKeys("secp256r1");
    private final List<Wired> devices = new ArrayList<>();
    private final UUID benHimself = UUID.randomUUID();
    private final UUID carolHerself = UUID.randomUUID();
    private Wired annas;
    private Wired bens;
    private Wired carols;
    private KonsilSession anna;
    private KonsilSession ben;
    private UUID group;

    @TempDir
    Path folder;

    @BeforeEach
    void meet() {
        delivery.serve(clinic.deliveryService(server));
        annas = device(UUID.randomUUID());
        bens = device(benHimself);
        carols = device(carolHerself);
        ben = bens.connect();
        KonsilSession carol = carols.connect();
        anna = annas.connect();
        group = anna.begin(List.of(benHimself, carolHerself));
        read(ben);
        read(carol);
        carol.close();
    }

    @AfterEach
    void close() {
        devices.forEach(Wired::close);
    }

    private Wired device(UUID user) {
        Wired made = Wired.of(folder.resolve("device" + devices.size()), clinic.device(user), clinic, delivery);
        devices.add(made);
        return made;
    }

    private static void read(KonsilSession session) {
        while (session.awaitNews(SOON)) {
            // Until nothing more comes.
        }
    }

    private static List<UUID> devicesIn(KonsilSession session, UUID group) {
        return session.members(group).stream().map(Member::device).toList();
    }

    @Test
    void isDoneAtOnceByWhoeverIsOnLineAndOnce() {
        long epoch = delivery.epoch(group);
        delivery.proposeRemoval(group, carols.self, server.getPrivate());
        read(anna);
        read(ben);
        read(anna);

        assertThat(delivery.epoch(group)).isEqualTo(epoch + 1);
        assertThat(devicesIn(anna, group)).containsExactlyInAnyOrder(annas.self.device(), bens.self.device());
        assertThat(devicesIn(ben, group)).containsExactlyInAnyOrder(annas.self.device(), bens.self.device());
        anna.send(group, "unter uns");
        read(ben);
        assertThat(ben.messages(group)).extracting(Message::text).contains("unter uns");
    }

    @Test
    void meetsTheDevicesOwnRemovalInOneCommit() {
        anna.close();
        ben.close();
        clinic.revoke(carols.self);
        delivery.proposeRemoval(group, carols.self, server.getPrivate());
        long epoch = delivery.epoch(group);

        anna = annas.connect();
        anna.send(group, "unter uns");

        assertThat(delivery.epoch(group)).isEqualTo(epoch + 1);
        assertThat(devicesIn(anna, group)).containsExactlyInAnyOrder(annas.self.device(), bens.self.device());
        ben = bens.connect();
        read(ben);
        assertThat(ben.messages(group)).extracting(Message::text).contains("unter uns");
    }

    @Test
    void isSettledFirstWhenAMessageWaits() {
        ben.close();
        anna.close();
        delivery.proposeRemoval(group, carols.self, server.getPrivate());
        annas.reopen();
        anna = annas.connect();
        anna.send(group, "nach dem Commit");
        ben = bens.connect();
        read(ben);

        assertThat(ben.messages(group)).extracting(Message::text).contains("nach dem Commit");
        assertThat(devicesIn(ben, group)).doesNotContain(carols.self.device());
    }

    @Test
    void bringsADeviceThatItConcernsBackByItself() {
        anna.close();
        ben.close();
        delivery.proposeRemoval(group, carols.self, server.getPrivate());
        KonsilSession carol = carols.connect();
        read(carol);

        assertThat(carol.conversations()).extracting(one -> one.standing()).containsExactly(Standing.ACTIVE);
        ben = bens.connect();
        read(ben);
        ben.send(group, "wieder da");
        read(carol);
        assertThat(carol.messages(group)).extracting(Message::text).contains("wieder da");
    }

    @Test
    void isIgnoredIfAnotherKeySigned() {
        long epoch = delivery.epoch(group);
        delivery.proposeRemoval(group, carols.self, Clinic.newKeys("secp256r1").getPrivate());
        read(anna);

        assertThat(delivery.epoch(group)).isEqualTo(epoch);
        assertThat(devicesIn(anna, group)).contains(carols.self.device());
        assertThat(anna.messages(group)).extracting(Message::text).contains("message-unreadable");
    }
}
