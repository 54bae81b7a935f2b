package org.konsil.client.bench.ca;

import java.time.Duration;
import java.util.Optional;
import org.konsil.client.demo.DemoPerson;
import org.konsil.client.demo.RelyingParty;
import org.konsil.client.demo.SignIn;
import org.konsil.client.installation.Installation;

/** A person who signs in anew when the token is about to end. */
public final class Signatory {

    /** Shorter than a token's life and than the time for which a sign-in is fresh. */
    private static final Duration USE = Duration.ofMinutes(4);

    private final Installation installation;
    private final DemoPerson person;
    private final String passphrase;
    private final String scope;
    private String token = "";
    private long until;

    Signatory(Installation installation, DemoPerson person, String passphrase, String scope) {
        this.installation = installation;
        this.person = person;
        this.passphrase = passphrase;
        this.scope = scope;
        this.until = System.nanoTime();
    }

    /** The header that carries a token, with its line end. */
    String header() throws InterruptedException {
        return "Authorization: Bearer " + token() + "\r\n";
    }

    /** A token that is good for some minutes. */
    synchronized String token() throws InterruptedException {
        if (token.isEmpty() || System.nanoTime() - until > 0) {
            renew();
        }
        return token;
    }

    /** Signs in now, so that nobody has to wait for it later. */
    synchronized void renew() throws InterruptedException {
        RelyingParty app = new RelyingParty("app", Optional.empty(), installation.origin() + "/", scope);
        token = new SignIn(installation.trust(), installation.issuer()).token(app, person.username(), passphrase);
        until = System.nanoTime() + USE.toNanos();
    }
}
