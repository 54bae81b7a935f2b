package org.konsil.server.proof.recording;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that the log may ever say: the kinds of events and their fields; docs/protocol/proof-events.schema.json says the same. */
final class Vocabulary {

    private static final String OFFICER = "officer";

    private static final Map<String, Set<String>> KINDS = Map.ofEntries(
            Map.entry("approval-approved", Set.of("request", "kind", "target", "requester", "voters")),
            Map.entry("approval-expired", Set.of("request", "kind", "target", "requester", "voters")),
            Map.entry("approval-filed", Set.of("request", "kind", "target", "requester")),
            Map.entry("approval-rejected", Set.of("request", "kind", "target", "requester", "voters")),
            Map.entry("binding-key-issued", Set.of("kid", OFFICER)),
            Map.entry("binding-key-revoked", Set.of("kid", OFFICER)),
            Map.entry("certificate-abandoned", Set.of("issuer", "serial")),
            Map.entry("certificate-expiring", Set.of("serial", "profile", "days")),
            Map.entry("certificate-held", Set.of("serial", "device")),
            Map.entry("certificate-issued", Set.of("issuer", "serial", "sha256", "userSha256")),
            Map.entry("certificate-released", Set.of("serial", "device")),
            Map.entry("certificate-revoked", Set.of("serial", "device", "reason")),
            Map.entry("device-registered", Set.of("device", "owner")),
            Map.entry("device-removed", Set.of("device", "owner")),
            Map.entry("hardware-ended", Set.of("hardware", OFFICER)),
            Map.entry("metadata-purged", Set.of("metadata", "deleted", "oldest")),
            Map.entry("reissue-begun", Set.of("reissue", "profile", OFFICER)),
            Map.entry("reissue-canceled", Set.of("reissue", "profile", OFFICER)),
            Map.entry("reissue-done", Set.of("reissue", "profile", OFFICER)),
            Map.entry("reissue-resumed", Set.of("reissue", OFFICER)),
            Map.entry("server-account-opened", Set.of("account", "kid")),
            Map.entry("setting-loosened", Set.of("setting", "value")));

    /** Fields that name somebody, and as what. */
    private static final Map<String, String> BEARERS = Map.of(
            "owner", "user", "device", "device", OFFICER, "subject", "requester", "subject", "voters", "subject");

    private Vocabulary() {}

    /** @throws IllegalArgumentException for what is not in it: the act is undone rather than said in other words */
    static void require(String kind, Set<String> fields) {
        Set<String> known = KINDS.get(kind);
        if (known == null || !known.containsAll(fields)) {
            throw new IllegalArgumentException("no such event: " + kind + " " + new TreeSet<>(fields));
        }
    }

    /** What the field's value is an id of, if that is a person or leads to one. */
    static Optional<String> bearer(String field) {
        return Optional.ofNullable(BEARERS.get(field));
    }

    /** Within it, the same person has the same pseudonym. */
    static String family(String kind) {
        return kind.substring(0, kind.indexOf('-'));
    }

    static Map<String, Set<String>> kinds() {
        return KINDS;
    }
}
