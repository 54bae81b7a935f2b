package org.konsil.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.Shelf;
import org.konsil.client.transport.HospitalServer;
import org.konsil.client.transport.Http;
import org.konsil.pki.Certificates;

/** Whose device this is, at which hospital, and how it gets its access tokens. */
public final class Account {

    private static final String ONLY = "account";
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final SealedStore store;
    private final Shelf<Kept> shelf;
    private final Clock clock;
    private final Map<Audience, Tokens> tokens = new EnumMap<>(Audience.class);
    private @Nullable Kept kept;
    private @Nullable HospitalServer server;
    private @Nullable LoginServer login;

    /** What a token opens, and the scope that is asked for it. */
    public enum Audience {
        API("openid"),
        PKI("openid pki");

        private final String scope;

        Audience(String scope) {
            this.scope = scope;
        }
    }

    /** What is kept of a sign-in. */
    record Kept(
            String server, byte[] root, String issuer, String domain, UUID userId, String name, String refreshToken) {

        Kept with(String nextRefreshToken) {
            return new Kept(server, root, issuer, domain, userId, name, nextRefreshToken);
        }

        @Override
        public String toString() {
            return "Kept[" + userId + "]";
        }
    }

    /**
     * A person of the hospital, as the server knows them.
     *
     * @param userId the random id in certificates and groups
     */
    public record Self(UUID userId, String name) {}

    public Account(SealedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.shelf = new Shelf<>(store, "account", Kept.class);
        this.kept = shelf.find(ONLY).orElse(null);
    }

    /**
     * Signs in at this hospital, whose root certificate is pinned from here on. A device that belongs to somebody is never given
     * to another person.
     */
    public Self signIn(URI address, X509Certificate root, SignIn way) {
        HospitalServer hospital = new HospitalServer(address, root);
        JsonNode facts = hospital.installation();
        URI issuer = URI.create(Http.requireText(facts, "issuer"));
        LoginServer at = new LoginServer(hospital.http(), issuer, clock);
        Tokens first = at.redeem(refreshing(way.tokens(at).refresh(), Audience.API));
        JsonNode self = hospital.self(first.access());
        UUID userId = uuid(Http.requireText(self, "userId"));
        Kept before = kept;
        if (before != null && !before.userId().equals(userId)) {
            throw new LockedException("device-of-another");
        }
        keep(new Kept(
                address.toString(),
                Certificates.der(root),
                issuer.toString(),
                Http.requireText(facts, "domain"),
                userId,
                Http.requireText(self, "name"),
                first.refresh()));
        tokens.clear();
        tokens.put(Audience.API, first);
        server = hospital;
        login = at;
        return new Self(userId, Http.requireText(self, "name"));
    }

    public Self self() {
        Kept known = require();
        return new Self(known.userId(), known.name());
    }

    public String domain() {
        return require().domain();
    }

    public X509Certificate root() {
        try {
            return Certificates.parse(require().root());
        } catch (CertificateException e) {
            throw new TamperedException("root-unusable", e);
        }
    }

    public synchronized HospitalServer server() {
        HospitalServer known = server;
        if (known == null) {
            known = new HospitalServer(URI.create(require().server()), root());
            server = known;
        }
        return known;
    }

    /** A token for this audience alone; {@code fresh} never takes one that was used before. */
    public synchronized String token(Audience audience, boolean fresh) {
        Tokens known = tokens.get(audience);
        if (!fresh && known != null && clock.instant().isBefore(known.until().minus(MARGIN))) {
            return known.access();
        }
        Kept account = require();
        Tokens next = login().redeem(refreshing(account.refreshToken(), audience));
        tokens.put(audience, next);
        if (!next.refresh().equals(account.refreshToken())) {
            keep(account.with(next.refresh()));
        }
        return next.access();
    }

    private LoginServer login() {
        LoginServer known = login;
        if (known == null) {
            known = new LoginServer(server().http(), URI.create(require().issuer()), clock);
            login = known;
        }
        return known;
    }

    private static Map<String, String> refreshing(String refreshToken, Audience audience) {
        return Map.of("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", audience.scope);
    }

    private Kept require() {
        if (kept == null) {
            throw new LockedException("not-signed-in");
        }
        return kept;
    }

    private void keep(Kept next) {
        store.write(List.of(shelf.put(ONLY, next)));
        kept = next;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TamperedException("answer-malformed", e);
        }
    }
}
