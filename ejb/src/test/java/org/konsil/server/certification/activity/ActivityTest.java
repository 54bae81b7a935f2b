package org.konsil.server.certification.activity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.server.certification.ActKind;
import org.konsil.server.platform.TestDatabase;

@DisplayName("Who did what (A5, A9)")
class ActivityTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Optional<Instant> ANY = Optional.empty();
    private static final ActFilter ALL = new ActFilter(Optional.empty(), ANY, ANY);
    private static final UUID REQUEST = UUID.fromString("6f0c0000-0000-4000-8000-000000000001");
    private static final int SAME_INSTANT = 7;

    @SuppressWarnings("NullAway.Init")
    private static TestDatabase database;

    @BeforeAll
    static void start() throws IOException {
        database = new TestDatabase();
        database.inTransaction(entities -> {
            run(
                    entities,
                    "insert into approval_request (request_id, kind, target, content, content_sha256, requester_issuer,"
                            + " requester_subject, filed_at, expires_at, state) values ('" + REQUEST + "', 'profile',"
                            + " 'tls-server', '', sha256(''), 'iss', 'clara', :at, :at, 'approved')",
                    0);
            run(entities, vote("clara", false), 1);
            run(entities, vote("david", true), 2);
            run(
                    entities,
                    "insert into profile_revision (name, version, revision, change, approval, decided_at)"
                            + " values ('tls-server', 1, 3, '{}', '" + REQUEST + "', :at)",
                    2);
            for (int i = 0; i < SAME_INSTANT; i++) {
                run(
                        entities,
                        "insert into certificate_revocation (serial, not_after, reason, revoked_at, revoked_by, issuer,"
                                + " holder) values ('a" + i + "', :at, 'superseded', :at, 'clara', 'service', 'kis')",
                        3);
            }
            run(
                    entities,
                    "insert into reissue (reissue_id, profile, asked_by, begun_at, total, state)"
                            + " values (gen_random_uuid(), 'staff-device', 'elif', :at, 9, 'running')",
                    4);
            return run(
                    entities,
                    "insert into acme_binding_key (kid, label, issued_by, issued_at, expires_at)"
                            + " values (gen_random_uuid(), 'kis', 'clara', :at, :at)",
                    5);
        });
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    @DisplayName("is told from all tables, the newest first")
    void tellsAll() {
        List<Act> acts = find(ALL, Optional.empty(), 100);

        assertThat(acts).extracting(Act::kind).startsWith(ActKind.SERVER_KEY, ActKind.REISSUED, ActKind.REVOKED);
        assertThat(acts).extracting(Act::kind).contains(ActKind.values());
        assertThat(acts).hasSize(6 + SAME_INSTANT);
        assertThat(acts.get(acts.size() - 1))
                .isEqualTo(new Act(
                        ActKind.REQUESTED,
                        new Act.Place(NOON, "requested/" + REQUEST),
                        "clara",
                        new Act.Thing(REQUEST.toString(), "profile", "tls-server", "approved")));
        assertThat(find(only(ActKind.AGREED), Optional.empty(), 100))
                .extracting(Act::subject)
                .containsExactly("david", "clara");
        assertThat(find(only(ActKind.PROFILE_CHANGED), Optional.empty(), 100))
                .extracting(act -> act.object().detail())
                .containsExactly("1.3");
    }

    @Test
    @DisplayName("comes page by page, each act once, also those of the same instant")
    void comesInPages() {
        for (int length = 1; length < 5; length++) {
            List<Act> paged = new ArrayList<>();
            List<Act> page = find(ALL, Optional.empty(), length);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = find(ALL, Optional.of(page.get(page.size() - 1).place()), length);
            }
            assertThat(paged).isEqualTo(find(ALL, Optional.empty(), 100));
        }
    }

    @Test
    @DisplayName("of a time: from its first instant, up to its last")
    void ofATime() {
        ActFilter second = new ActFilter(Optional.empty(), Optional.of(minute(2)), Optional.of(minute(3)));

        assertThat(find(second, Optional.empty(), 100))
                .extracting(Act::kind)
                .containsExactlyInAnyOrder(ActKind.AGREED, ActKind.PROFILE_CHANGED);
    }

    private static ActFilter only(ActKind kind) {
        return new ActFilter(Optional.of(kind), ANY, ANY);
    }

    private static List<Act> find(ActFilter filter, Optional<Act.Place> after, int most) {
        return database.inTransaction(entities -> {
            Activity activity = new Activity();
            activity.entities = entities;
            return activity.find(filter, after, most);
        });
    }

    private static String vote(String subject, boolean approver) {
        return "insert into approval_vote (request_id, issuer, subject, approver, voted_at) values ('" + REQUEST
                + "', 'iss', '" + subject + "', " + approver + ", :at)";
    }

    private static int run(EntityManager entities, String statement, int minute) {
        return entities.createNativeQuery(statement)
                .setParameter("at", minute(minute))
                .executeUpdate();
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
