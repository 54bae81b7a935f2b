package org.konsil.server.device.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.konsil.protocol.socket.SessionProof;
import org.konsil.server.access.Audience;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.access.token.TokenChecker;
import org.konsil.server.certification.CurrentCertificates;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.NoCurrentCertificateException;
import org.konsil.server.device.SessionProofRefusedException;
import org.konsil.server.device.StaffOnlyException;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.lookup.PeopleFinder;

/** Lets a device in that brings both its owner's token and a proof of its certified key; either alone opens nothing. */
@Stateless
public class SessionOpening {

    /** How far the clocks of device and server may differ. */
    static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    @Inject
    TokenChecker tokens;

    @Inject
    PeopleFinder people;

    @Inject
    DeviceRegister devices;

    @Inject
    CurrentCertificates certificates;

    @Inject
    Clock clock;

    /**
     * Checks token, ownership, certificate and proof.
     *
     * @throws org.konsil.server.access.TokenRefusedException if the token is not good for the API
     * @throws StaffOnlyException if its bearer may not use the messenger
     * @throws UnknownPersonException if the directory does not know them, or no longer lets them in
     * @throws org.konsil.server.device.UnknownDeviceException if there is no such device, or it is somebody else's
     * @throws org.konsil.server.device.RemovedDeviceException if the device was put out
     * @throws NoCurrentCertificateException if the device has no certificate that is good now
     * @throws SessionProofRefusedException if the proof does not hold
     */
    public DeviceSession open(String token, DeviceId device, SessionClaim claim) {
        Caller caller = tokens.require(token, Audience.API);
        if (!caller.roles().contains(Role.STAFF)) {
            throw new StaffOnlyException();
        }
        Person person = people.requireBySubject(caller.issuer(), caller.subject());
        if (!person.enabled()) {
            throw new UnknownPersonException(person.id().toString());
        }
        devices.requireOwned(device, person.id());
        DeviceCertificate certificate = certificates
                .findCurrent(device.value())
                .filter(found -> found.subject().user().equals(person.id().value()))
                .orElseThrow(() -> new NoCurrentCertificateException(device));
        requireProof(token, device, claim, certificate);
        devices.seen(device);
        return new DeviceSession(device, person.id(), earlier(caller.expiresAt(), certificate.notAfter()));
    }

    /**
     * Checks that the session may go on, whatever its connection was not told.
     *
     * @throws org.konsil.server.device.RemovedDeviceException if the device was put out
     * @throws NoCurrentCertificateException if its certificate is not good any more
     */
    public void requireStanding(DeviceSession session) {
        DeviceId device = session.device();
        devices.require(device);
        if (certificates.findCurrent(device.value()).isEmpty()) {
            throw new NoCurrentCertificateException(device);
        }
    }

    private void requireProof(String token, DeviceId device, SessionClaim claim, DeviceCertificate certificate) {
        if (claim.serverNonce().length() != SessionProof.NONCE_BYTES
                || claim.clientNonce().length() != SessionProof.NONCE_BYTES) {
            throw new SessionProofRefusedException(device, "nonce");
        }
        if (!isNow(claim.atMillis())) {
            throw new SessionProofRefusedException(device, "clock");
        }
        SessionProof proof = new SessionProof(
                claim.host(),
                claim.serverNonce(),
                claim.clientNonce(),
                SessionProof.hashToken(token),
                Instant.ofEpochMilli(claim.atMillis()));
        if (!proof.isSignedBy(publicKey(certificate), claim.signature().toArray())) {
            throw new SessionProofRefusedException(device, "signature");
        }
    }

    private boolean isNow(long atMillis) {
        long now = clock.millis();
        return atMillis >= now - CLOCK_DIFFERENCE.toMillis() && atMillis <= now + CLOCK_DIFFERENCE.toMillis();
    }

    private static PublicKey publicKey(DeviceCertificate certificate) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(certificate.chain().get(0)))
                    .getPublicKey();
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("a stored certificate cannot be read: " + certificate.serial(), unreadable);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
