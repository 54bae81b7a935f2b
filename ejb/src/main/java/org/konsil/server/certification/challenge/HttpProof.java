package org.konsil.server.certification.challenge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.order.ProofTask;

/** Looks at http-01 (RFC 8555, section 8.3): connects only to names of the order, and only to the port for it. */
@ApplicationScoped
class HttpProof {

    static final String PATH = "/.well-known/acme-challenge/";

    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_LOCATION = 512;

    @Inject
    ChallengeSettings settings;

    @Inject
    HostAddresses addresses;

    @Inject
    HttpQuestion question;

    /** Why the proof fails; nothing if it holds. */
    Optional<AcmeRefusal> findFault(ProofTask task) {
        URI place = URI.create("http://" + task.host() + ":" + settings.port() + PATH + task.token());
        try {
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                // A name that URIs do not take for one, such as 10.1, has no host here.
                Optional<InetAddress> address =
                        Optional.ofNullable(place.getHost()).flatMap(addresses::find);
                if (address.isEmpty()) {
                    return Optional.of(AcmeRefusal.CHALLENGE_ADDRESS);
                }
                Optional<HttpAnswer> answer = ask(address.get(), place);
                if (answer.isEmpty() || !answer.get().sendsOn()) {
                    return answer.filter(found -> isExpected(found, task)).isPresent()
                            ? Optional.empty()
                            : Optional.of(AcmeRefusal.CHALLENGE_ANSWER);
                }
                Optional<URI> next = next(place, answer.get(), task);
                if (next.isEmpty()) {
                    return Optional.of(AcmeRefusal.CHALLENGE_ANSWER);
                }
                place = next.get();
            }
            return Optional.of(AcmeRefusal.CHALLENGE_ANSWER);
        } catch (IOException unreachable) {
            return Optional.of(AcmeRefusal.CHALLENGE_CONNECTION);
        }
    }

    private Optional<HttpAnswer> ask(InetAddress address, URI place) throws IOException {
        String host = settings.port() == 80 ? place.getHost() : place.getHost() + ":" + settings.port();
        return question.ask(new InetSocketAddress(address, settings.port()), host, target(place));
    }

    private static String target(URI place) {
        String path = place.getRawPath().isEmpty() ? "/" : place.getRawPath();
        return place.getRawQuery() == null ? path : path + "?" + place.getRawQuery();
    }

    /** Where the answer sends on to, if that is plain http, the same port, and a name of the same order. */
    private Optional<URI> next(URI place, HttpAnswer answer, ProofTask task) {
        String location = answer.location().orElse("");
        if (location.length() > MAX_LOCATION || !location.matches("[\\x21-\\x7e]+")) {
            return Optional.empty();
        }
        try {
            URI next = place.resolve(location);
            int port = next.getPort() < 0 ? 80 : next.getPort();
            boolean permitted = "http".equals(next.getScheme())
                    && next.getRawUserInfo() == null
                    && next.getHost() != null
                    && task.permitted().contains(next.getHost().toLowerCase(Locale.ROOT))
                    && port == settings.port();
            return permitted ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** White space at the end is no part of it (section 8.3). */
    private static boolean isExpected(HttpAnswer answer, ProofTask task) {
        String body = new String(answer.body(), StandardCharsets.ISO_8859_1).stripTrailing();
        return answer.status() == 200
                && MessageDigest.isEqual(
                        body.getBytes(StandardCharsets.ISO_8859_1),
                        task.expected().getBytes(StandardCharsets.US_ASCII));
    }
}
