package org.konsil.server.certification.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Identity;
import org.konsil.server.access.Role;
import org.konsil.server.certification.ApprovalClosedException;
import org.konsil.server.certification.ApprovalDecided;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.ApprovalState;
import org.konsil.server.certification.MovableClock;
import org.konsil.server.certification.OrderApproved;
import org.konsil.server.certification.OwnApprovalException;
import org.konsil.server.certification.RefusalReason;
import org.konsil.server.certification.UnknownApprovalException;
import org.konsil.server.platform.TestDatabase;
import org.konsil.server.support.Wiring;

@DisplayName("Four eyes (A5)")
class ApprovalQueueTest {
    private static final Caller ANNA = person("anna", Role.STAFF);
    private static final Caller OFFICER = person("clara", Role.REGISTRATION_OFFICER);
    private static final Caller SECOND_OFFICER = person("cem", Role.REGISTRATION_OFFICER);
    private static final Caller APPROVER = person("david", Role.APPROVER);
    private static final Caller BOTH = person("emil", Role.REGISTRATION_OFFICER, Role.APPROVER);

    private static TestDatabase database;

    private final MovableClock clock = new MovableClock();
    private final List<Object> fired = new ArrayList<>();

    @BeforeAll
    static void startsTheDatabase() throws Exception {
        database = new TestDatabase();
    }

    @AfterAll
    static void stopsTheDatabase() throws Exception {
        database.close();
    }

    @Test
    @DisplayName("what somebody asks for themselves is done once two others agreed, and the event names both")
    void carriesOutWhatTwoAgreedTo() {
        UUID id = file(ANNA, aboutAnna());

        approve(OFFICER, id);
        assertThat(carriedOut()).isEmpty();
        approve(APPROVER, id);

        assertThat(carriedOut())
                .singleElement()
                .satisfies(order -> assertThat(order.request()).isEqualTo(id));
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(ApprovalState.APPROVED);
            assertThat(decision.requester()).isEqualTo("anna");
            assertThat(decision.voters()).containsExactly("clara", "david");
        });
    }

    @Test
    @DisplayName("an officer who files for somebody else is the first of the two")
    void filingIsTheFirstVoice() {
        UUID id = file(OFFICER, aboutAnna());

        approve(APPROVER, id);

        assertThat(carriedOut()).hasSize(1);
    }

    @Test
    @DisplayName("nobody is both: the same person does not count twice, whatever roles they have")
    void refusesTheSamePersonTwice() {
        UUID id = file(BOTH, aboutAnna());

        assertThatThrownBy(() -> approve(BOTH, id)).isInstanceOf(OwnApprovalException.class);
        assertThat(carriedOut()).isEmpty();
    }

    @Test
    @DisplayName("nobody decides on their own certificate, not even to refuse it")
    void refusesOnesOwn() {
        Order own = order(BOTH.identity());
        UUID id = file(BOTH, own);

        assertThatThrownBy(() -> approve(BOTH, id)).isInstanceOf(OwnApprovalException.class);
        assertThatThrownBy(() -> reject(BOTH, id)).isInstanceOf(OwnApprovalException.class);
        approve(OFFICER, id);
        assertThat(carriedOut()).as("filing one's own is no voice").isEmpty();
        approve(APPROVER, id);
        assertThat(carriedOut()).hasSize(1);
    }

    @Test
    @DisplayName("the same subject of another issuer is another person")
    void identityIsIssuerAndSubject() {
        Caller namesake = new Caller("https://other.example", "clara", Set.of(Role.APPROVER), Instant.MAX);
        UUID id = file(OFFICER, aboutAnna());

        approve(namesake, id);

        assertThat(carriedOut()).hasSize(1);
    }

    @Test
    @DisplayName("two officers of whom none is an approver do not suffice")
    void needsAnApprover() {
        UUID id = file(OFFICER, aboutAnna());
        approve(SECOND_OFFICER, id);
        assertThat(carriedOut()).isEmpty();

        approve(APPROVER, id);

        assertThat(carriedOut()).hasSize(1);
    }

    @Test
    void oneNoEndsIt() {
        UUID id = file(OFFICER, aboutAnna());

        reject(APPROVER, id);

        assertThat(decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.outcome()).isEqualTo(ApprovalState.REJECTED));
        assertThatThrownBy(() -> approve(APPROVER, id)).isInstanceOf(ApprovalClosedException.class);
        assertThat(carriedOut()).isEmpty();
    }

    @Test
    @DisplayName("an order waits for a week, then nobody can agree any more, and the event says that nobody did")
    void expires() {
        UUID id = file(OFFICER, aboutAnna());
        clock.advance(Duration.ofDays(7));

        assertThatThrownBy(() -> approve(APPROVER, id)).isInstanceOf(ApprovalClosedException.class);
        run(queue -> {
            queue.expire();
            return id;
        });

        assertThat(decisions())
                .filteredOn(decision -> decision.request().equals(id))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.outcome()).isEqualTo(ApprovalState.EXPIRED);
                    assertThat(decision.voters()).isEmpty();
                });
    }

    @Test
    @DisplayName("who asks again for the same gets the same request, and a new one once that has ended")
    void askingAgainChangesNothing() {
        Order order = aboutAnna();
        UUID first = file(ANNA, order);

        assertThat(file(ANNA, order)).isEqualTo(first);
        reject(APPROVER, first);
        assertThat(file(ANNA, order)).isNotEqualTo(first);
    }

    @Test
    void refusesWhatNobodyFiled() {
        assertThatThrownBy(() -> approve(APPROVER, UUID.randomUUID())).isInstanceOf(UnknownApprovalException.class);
        assertThatThrownBy(() -> reject(APPROVER, UUID.randomUUID())).isInstanceOf(UnknownApprovalException.class);
    }

    @Test
    @DisplayName("an approval is used up: it cannot be given again")
    void decidesOnce() {
        UUID id = file(OFFICER, aboutAnna());
        approve(APPROVER, id);

        assertThatThrownBy(() -> approve(SECOND_OFFICER, id)).isInstanceOf(ApprovalClosedException.class);
        assertThat(carriedOut()).hasSize(1);
    }

    @Test
    @DisplayName(
            "C3 what was decided is forgotten 366 days after its time was over, with who agreed; what is open is not")
    void forgetsWhatWasDecided() {
        database.inTransaction(entities ->
                entities.createNativeQuery("truncate approval_request cascade").executeUpdate());
        approve(APPROVER, file(OFFICER, aboutAnna()));
        clock.advance(Duration.ofDays(7 + 366));

        assertThat(forget()).isZero();
        UUID open = file(OFFICER, aboutAnna());
        clock.advance(Duration.ofSeconds(1));
        assertThat(forget()).as("two votes and the order").isEqualTo(3);
        approve(APPROVER, open);
    }

    private long forget() {
        return database.inTransaction(entities -> new Wiring(entities, fired)
                .with(Clock.class, clock)
                .bean(DecidedOrders.class)
                .purge());
    }

    private static Caller person(String subject, Role... roles) {
        return new Caller("https://id.example", subject, Set.of(roles), Instant.MAX);
    }

    private static Order aboutAnna() {
        return order(ANNA.identity());
    }

    private static Order order(Identity concerned) {
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        return new Order(ApprovalKind.CERTIFICATE, "staff-signature", content, concerned);
    }

    private List<OrderApproved> carriedOut() {
        return fired.stream()
                .filter(OrderApproved.class::isInstance)
                .map(OrderApproved.class::cast)
                .toList();
    }

    private List<ApprovalDecided> decisions() {
        return fired.stream()
                .filter(ApprovalDecided.class::isInstance)
                .map(ApprovalDecided.class::cast)
                .toList();
    }

    private UUID file(Caller requester, Order order) {
        return run(queue -> queue.file(requester, order));
    }

    private void approve(Caller officer, UUID id) {
        run(queue -> {
            queue.approve(officer, id);
            return id;
        });
    }

    private void reject(Caller officer, UUID id) {
        run(queue -> {
            queue.reject(officer, id, RefusalReason.NOT_ASKED_FOR);
            return id;
        });
    }

    private <T> T run(Function<ApprovalQueue, T> work) {
        return database.inTransaction(entities ->
                work.apply(new Wiring(entities, fired).with(Clock.class, clock).bean(ApprovalQueue.class)));
    }
}
