package org.konsil.client;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.konsil.client.account.Account;
import org.konsil.client.account.Account.Audience;
import org.konsil.client.account.SignIn;
import org.konsil.client.identity.Enrolment;
import org.konsil.client.identity.OwnDevice;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.StoreSecret;
import org.konsil.client.transport.HospitalServer;

/**
 * A device of a member of staff, in a folder of its own: signs in, enrols, and opens sessions in which messages go both ways, end-to-end
 * encrypted (C1). What it does is on the disk before it is sent or shown. Only one program at a time can have the folder open.
 */
public final class KonsilDevice implements AutoCloseable {

    private final SealedStore store;
    private final Clock clock;
    private final Account account;
    private final Enrolment enrolment;

    private KonsilDevice(SealedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.account = new Account(store, clock);
        this.enrolment = new Enrolment(store, account, clock);
    }

    /**
     * Opens what is in the folder, or begins a new device there.
     *
     * @throws org.konsil.client.failure.StoreException if another program has it open or the secret is not the right one
     */
    public static KonsilDevice open(Path folder, StoreSecret secret, Clock clock) {
        return new KonsilDevice(SealedStore.open(folder, secret), clock);
    }

    /**
     * Signs in.
     *
     * @param server {@code https://host:port} of the hospital
     * @param root the hospital's root certificate; from here on nothing else is trusted
     */
    public Account.Self signIn(URI server, X509Certificate root, SignIn way) {
        return account.signIn(server, root, way);
    }

    /** Who is signed in. */
    public Account.Self self() {
        return account.self();
    }

    /** Makes this a device of the person who is signed in; may be repeated, the key stays the same. */
    public OwnDevice enrol(String hardwareCode) {
        return enrolment.enrol(hardwareCode);
    }

    /** This device, if it is enrolled. */
    public Optional<OwnDevice> enrolled() {
        return enrolment.enrolled();
    }

    /** Connects, takes in everything that waits, and sends what waits here; renews the certificate when its end is near. */
    public KonsilSession connect() {
        OwnDevice self = enrolment.requireLasting();
        HospitalServer server = account.server();
        return KonsilSession.open(
                store,
                self,
                new Surroundings(
                        server.socket(),
                        server.address().getHost(),
                        fresh -> account.token(Audience.API, fresh),
                        server::revocationList,
                        server.attachments(fresh -> account.token(Audience.API, fresh)),
                        account.root(),
                        account.domain(),
                        clock));
    }

    @Override
    public void close() {
        store.close();
    }
}
