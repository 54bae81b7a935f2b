package org.konsil.server.device.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.certification.ApprovalDecided;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.OwnApprovalException;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareEnded;
import org.konsil.server.device.HardwareLabelException;
import org.konsil.server.device.HardwareListedException;
import org.konsil.server.device.HardwareNotApprovedException;
import org.konsil.server.device.HardwareState;
import org.konsil.server.device.UnknownHardwareException;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinderFixture;
import org.konsil.server.directory.synchronisation.PeopleFixture;
import org.konsil.server.directory.synchronisation.PeopleSynchroniser;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

@DisplayName("The list of approved hardware, on PostgreSQL (A5)")
class HardwareRegisterTest {

    private static final UserId NOBODY = new UserId(UUID.randomUUID());

    private static TestDatabase database;

    private final String issuer = "https://sso.example/" + UUID.randomUUID();
    private final MovableClock clock = new MovableClock();
    private final Caller clara = caller("clara", Role.REGISTRATION_OFFICER);
    private final Caller david = caller("david", Role.APPROVER);
    private final Caller anna = caller("anna", Role.STAFF, Role.APPROVER);
    private final String label = "IT-" + UUID.randomUUID();
    private final List<Object> fired = new ArrayList<>();
    private UserId annasId = NOBODY;

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void fill() {
        annasId = database.inTransaction(entities -> {
            PeopleFixture.store(entities, issuer, PeopleFixture.person("anna", "Anna", "Station 3"));
            return PeopleFinderFixture.of(entities, new PeopleSynchroniser())
                    .requireBySubject(issuer, "anna")
                    .id();
        });
    }

    @Test
    @DisplayName("admits its owner by the code once two people agreed, and not before, and nobody else")
    void takesTwo() {
        AskedHardware asked = ask(label, Optional.of(annasId));
        String code = asked.code().reveal();
        assertThat(admitted(annasId, code)).isEmpty();
        assertThat(require(asked.id()).state()).isEqualTo(HardwareState.ASKED);

        assertThatThrownBy(() -> approve(clara, asked)).isInstanceOf(OwnApprovalException.class);
        assertThatThrownBy(() -> approve(anna, asked))
                .as("nobody approves their own")
                .isInstanceOf(OwnApprovalException.class);
        approve(david, asked);

        assertThat(admitted(annasId, code)).contains(asked.id());
        assertThat(admitted(NOBODY, code)).isEmpty();
        assertThat(admitted(annasId, code.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(asked.code()).hasToString("HardwareCode");
        assertThat(good(asked.id())).isTrue();
    }

    @Test
    @DisplayName("admits anybody to what is shared")
    void admitsAnybodyToWhatIsShared() {
        AskedHardware asked = ask(label, Optional.empty());
        approve(david, asked);

        assertThat(admitted(annasId, asked.code().reveal())).contains(asked.id());
        assertThat(admitted(NOBODY, asked.code().reveal())).contains(asked.id());
    }

    @Test
    @DisplayName("works no longer the moment that it is taken off, says so once, and its label may come back")
    void ends() {
        AskedHardware asked = ask(label, Optional.of(annasId));
        approve(david, asked);

        end(asked.id());
        end(asked.id());

        assertThat(admitted(annasId, asked.code().reveal())).isEmpty();
        assertThat(good(asked.id())).isFalse();
        assertThat(fired.stream().filter(HardwareEnded.class::isInstance))
                .containsExactly(new HardwareEnded(asked.id(), "clara", clock.instant()));
        assertThat(ask(label, Optional.empty()).id()).isNotEqualTo(asked.id());
    }

    @Test
    @DisplayName("a refused request leaves nothing behind, one that nobody decided neither")
    void forgetsWhatWasRefused() {
        AskedHardware refused = ask(label, Optional.of(annasId));
        with(beans -> beans.bean(ApprovalQueue.class).reject(david, refused.request(), RefusalReason.NOT_NEEDED));
        assertThatThrownBy(() -> require(refused.id())).isInstanceOf(UnknownHardwareException.class);

        AskedHardware late = ask(label, Optional.of(annasId));
        clock.advance(Duration.ofDays(100));
        with(beans -> beans.bean(ApprovalQueue.class).expire());
        assertThatThrownBy(() -> require(late.id())).isInstanceOf(UnknownHardwareException.class);
    }

    @Test
    @DisplayName("nothing is asked for twice, whatever the case of its label, nor for somebody unknown")
    void refusesWhatIsThere() {
        AskedHardware asked = ask(label, Optional.empty());

        assertThatThrownBy(() -> ask(" " + label.toLowerCase(Locale.ROOT) + " ", Optional.empty()))
                .isInstanceOf(HardwareListedException.class);
        assertThatThrownBy(() -> ask(label + "b", Optional.of(NOBODY))).isInstanceOf(UnknownPersonException.class);
        assertThatThrownBy(() -> end(asked.id())).isInstanceOf(HardwareNotApprovedException.class);
        assertThatThrownBy(() -> end(UUID.randomUUID())).isInstanceOf(UnknownHardwareException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "<b>",
                "a\nb",
                "a;b",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    @DisplayName("refuses what is no label")
    void refusesWhatIsNoLabel(String text) {
        assertThatThrownBy(() -> ask(text, Optional.empty())).isInstanceOf(HardwareLabelException.class);
    }

    @Test
    @DisplayName("is read by pages in the order of the labels, by label, owner and state")
    void pages() {
        List<String> labels = List.of(label + " a", label + " B", label + " c");
        labels.forEach(each -> ask(each, Optional.of(annasId)));

        HardwareFilter all = new HardwareFilter(label.toUpperCase(Locale.ROOT), Set.of(), Optional.empty());
        List<Hardware> first = find(all, Optional.empty(), 2);
        List<Hardware> rest = find(all, Optional.of(first.get(1).id()), 2);

        assertThat(first).extracting(Hardware::label).containsExactly(label + " a", label + " B");
        assertThat(rest).extracting(Hardware::label).containsExactly(label + " c");
        assertThat(find(new HardwareFilter("nothing%", Set.of(annasId), Optional.empty()), Optional.empty(), 9))
                .extracting(Hardware::label)
                .containsExactlyElementsOf(labels);
        assertThat(find(new HardwareFilter(label, Set.of(), Optional.of(HardwareState.ENDED)), Optional.empty(), 9))
                .isEmpty();
    }

    @Test
    @DisplayName("what was taken off is forgotten a year later")
    void purges() {
        AskedHardware asked = ask(label, Optional.empty());
        approve(david, asked);
        end(asked.id());

        clock.advance(Duration.ofDays(365));
        with(beans -> beans.bean(EndedHardware.class).purge());
        assertThat(require(asked.id()).state()).isEqualTo(HardwareState.ENDED);
        clock.advance(Duration.ofDays(2));
        with(beans -> beans.bean(EndedHardware.class).purge());
        assertThatThrownBy(() -> require(asked.id())).isInstanceOf(UnknownHardwareException.class);
    }

    private AskedHardware ask(String name, Optional<UserId> owner) {
        return on(register -> register.ask(clara, name, owner));
    }

    private void approve(Caller officer, AskedHardware asked) {
        with(beans -> beans.bean(ApprovalQueue.class).approve(officer, asked.request()));
    }

    private void end(UUID id) {
        with(beans -> beans.bean(HardwareRegister.class).end(clara, id));
    }

    private Hardware require(UUID id) {
        return on(register -> register.require(id));
    }

    private Optional<UUID> admitted(UserId user, String code) {
        return on(register -> register.findApproved(user, code));
    }

    private boolean good(UUID id) {
        return on(register -> register.approvedAmong(List.of(id))).stream().anyMatch(piece -> piece.isFor(annasId));
    }

    private List<Hardware> find(HardwareFilter filter, Optional<UUID> after, int most) {
        return on(register -> register.find(filter, after, most));
    }

    private <T> T on(Function<HardwareRegister, T> act) {
        return database.inTransaction(entities -> act.apply(beans(entities).bean(HardwareRegister.class)));
    }

    private void with(Consumer<Wiring> act) {
        database.inTransaction(entities -> {
            act.accept(beans(entities));
            return null;
        });
    }

    private Wiring beans(EntityManager entities) {
        Wiring beans = new Wiring(entities, fired)
                .with(Clock.class, clock)
                .with(PeopleSynchroniser.class, new PeopleSynchroniser());
        DecidedHardware decided = beans.bean(DecidedHardware.class);
        return beans.observing(OrderApproved.class, decided::approve).observing(ApprovalDecided.class, decided::forget);
    }

    private Caller caller(String subject, Role... roles) {
        return new Caller(issuer, subject, Set.of(roles), clock.instant());
    }
}
