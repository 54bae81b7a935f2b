package org.konsil.server.certification.activity;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.server.certification.ActKind;

/**
 * The question for a page of acts: one part for each kind, of which each gives a page at most by the index of its table, and then the
 * newest of those. So it takes the same time however much there is.
 */
final class ActQuery {

    /** Where acts of each kind are kept. */
    private static final Map<ActKind, Part> PARTS = Map.of(
            ActKind.REQUESTED,
            new Part(
                    "filed_at",
                    "cast(request_id as text)",
                    "requester_subject",
                    List.of("cast(request_id as text)", "kind", "target", "state"),
                    "approval_request"),
            ActKind.AGREED,
            new Part(
                    "v.voted_at",
                    "v.request_id || '/' || v.subject",
                    "v.subject",
                    List.of(
                            "cast(v.request_id as text)",
                            "r.kind",
                            "r.target",
                            "case when v.approver then 'approver' else '' end"),
                    "approval_vote v join approval_request r on r.request_id = v.request_id"),
            ActKind.REVOKED,
            new Part(
                    "revoked_at",
                    "serial",
                    "revoked_by",
                    List.of("''", "''", "serial", "reason"),
                    "certificate_revocation"),
            ActKind.PROFILE_CHANGED,
            new Part(
                    "decided_at",
                    "name || '/' || version || '/' || revision",
                    "''",
                    List.of("cast(approval as text)", "'profile'", "name", "version || '.' || revision"),
                    "profile_revision"),
            ActKind.REISSUED,
            new Part(
                    "begun_at",
                    "cast(reissue_id as text)",
                    "asked_by",
                    List.of("''", "''", "profile", "state"),
                    "reissue"),
            ActKind.SERVER_KEY,
            new Part(
                    "issued_at",
                    "cast(kid as text)",
                    "issued_by",
                    List.of("''", "''", "label", "''"),
                    "acme_binding_key"));

    private static final List<String> OBJECT = List.of("request", "ordered", "target", "detail");

    private ActQuery() {}

    /** Expressions for when, which and who; for {@link #OBJECT}; and the table. */
    private record Part(String at, String id, String subject, List<String> object, String table) {}

    static String of(List<ActKind> kinds) {
        return kinds.stream()
                .map(ActQuery::part)
                .collect(Collectors.joining(
                        " union all ", "select * from (", ") acts order by happened desc, place desc limit :most"));
    }

    private static String part(ActKind kind) {
        Part part = PARTS.get(kind);
        if (part == null) {
            throw new IllegalArgumentException("nobody knows where it is kept: " + kind);
        }
        String id = "'" + kind.text() + "/' || " + part.id();
        StringBuilder question = new StringBuilder("(select '" + kind.text() + "' as act, " + part.at()
                + " as happened, " + id + " as place, " + part.subject() + " as who");
        for (int i = 0; i < OBJECT.size(); i++) {
            question.append(", ").append(part.object().get(i)).append(" as ").append(OBJECT.get(i));
        }
        return question.append(" from ").append(part.table())
                + " where " + part.at() + " >= :from and " + part.at() + " < :until and (" + part.at() + ", " + id
                + ") < (:at, :id) order by happened desc, place desc limit :most)";
    }
}
