package org.konsil.client.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.konsil.client.account.Account;
import org.konsil.client.account.Account.Audience;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.transport.HospitalServer;
import org.konsil.pki.CertificateBundle;
import org.konsil.pki.Certificates;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.DeviceNames;
import org.konsil.pki.request.CsrAttributes;
import org.konsil.pki.request.DeviceRequestWriter;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.certificate.ReenrolmentProof;

/** Enrols this device: key, registration, certificate (docs/protocol/certificates.md). What broke off goes on with the same key. */
public final class Enrolment {

    private static final Logger LOGGER = System.getLogger(Enrolment.class.getName());
    private static final int HEXADECIMAL = 16;

    private final Account account;
    private final DeviceRecords records;
    private final Clock clock;

    public Enrolment(SealedStore store, Account account, Clock clock) {
        this.account = account;
        this.records = new DeviceRecords(store);
        this.clock = clock;
    }

    /** The device, if it is enrolled. */
    public Optional<OwnDevice> enrolled() {
        return records.enrolled(account, clock);
    }

    public OwnDevice require() {
        return enrolled().orElseThrow(() -> new LockedException("not-enrolled"));
    }

    /**
     * Asks for this device's certificate; the same again is repeatable.
     *
     * @param hardwareCode of an approved piece of hardware
     */
    public OwnDevice enrol(String hardwareCode) {
        DeviceRecords.Kept record = records.begin(account.self().userId());
        account.server().register(record.device(), hardwareCode, account.token(Audience.API, false));
        KeyPair keys = records.requireKeys(record);
        String token = account.token(Audience.PKI, false);
        byte[] request = DeviceRequestWriter.write(keys, names(record), challenge(token));
        records.certify(record, requireOwn(bundle(account.server().enrol(request, token)), record));
        return require();
    }

    /**
     * The device with a certificate that lasts: the newest that the hospital made for its key, asked for or not; in its last 30
     * days the next one is asked for, vouched for by the same key (docs/protocol/certificates.md). As long as the present one is
     * good, whatever goes wrong with that is tried again the next time.
     */
    public OwnDevice requireLasting() {
        OwnDevice present = require();
        try {
            OwnDevice newest = fetchNewest(present);
            boolean due = CertificateProfiles.STAFF_DEVICE
                    .lifetime()
                    .isRenewalDue(newest.certificate().notAfter(), clock.instant());
            return due ? renew() : newest;
        } catch (OfflineException | RefusedException | TamperedException | LockedException failed) {
            LOGGER.log(
                    Level.WARNING,
                    "The certificate of device {0} ends on {1} and could not be renewed: {2}",
                    present.device(),
                    present.certificate().notAfter(),
                    failed.code());
            return require();
        }
    }

    private OwnDevice fetchNewest(OwnDevice present) {
        BigInteger serial = present.certificate().serial();
        JsonNode newest = account.server().successor(serial, account.token(Audience.API, false));
        if (newest.path("serial").asText().equals(serial.toString(HEXADECIMAL))) {
            return present;
        }
        DeviceRecords.Kept record = records.requireBegun();
        List<byte[]> chain = new ArrayList<>(List.of(der(newest, "certificate"), der(newest, "issuer")));
        records.certify(record, requireOwn(chain, record));
        return require();
    }

    private static byte[] der(JsonNode answer, String name) {
        try {
            return Base64.getDecoder().decode(answer.path(name).asText());
        } catch (IllegalArgumentException malformed) {
            throw new TamperedException("certificate-malformed", malformed);
        }
    }

    private OwnDevice renew() {
        DeviceRecords.Kept record = records.requireBegun();
        KeyPair keys = records.requireKeys(record);
        String token = account.token(Audience.PKI, false);
        byte[] request = DeviceRequestWriter.write(keys, names(record), challenge(token));
        HospitalServer server = account.server();
        byte[] proof = ReenrolmentProof.of(server.address().getHost(), request).sign(keys.getPrivate());
        records.certify(record, requireOwn(bundle(server.enrolAgain(request, proof, token)), record));
        return require();
    }

    /** The organisation is not part of the request. */
    private DeviceNames names(DeviceRecords.Kept record) {
        return new DeviceNames("", account.domain(), record.user(), record.device());
    }

    private String challenge(String token) {
        try {
            return CsrAttributes.challengeIn(account.server().requestAttributes(token));
        } catch (IOException e) {
            throw new TamperedException("challenge-malformed", e);
        }
    }

    private List<byte[]> bundle(byte[] answer) {
        byte[] root = Certificates.der(account.root());
        try {
            List<byte[]> chain = new ArrayList<>(CertificateBundle.decode(answer));
            chain.removeIf(certificate -> Arrays.equals(certificate, root));
            return chain;
        } catch (IOException e) {
            throw new TamperedException("certificate-bundle-malformed", e);
        }
    }

    /** The chain, device first, if it certifies this key for this device and this person. PKCS#7 is a set: it has no order. */
    private List<byte[]> requireOwn(List<byte[]> chain, DeviceRecords.Kept record) {
        VerifiedDevice found;
        try {
            found = validate(chain);
        } catch (ChainRefusedException otherWayRound) {
            Collections.reverse(chain);
            try {
                found = validate(chain);
            } catch (ChainRefusedException e) {
                e.addSuppressed(otherWayRound);
                throw new TamperedException("own-certificate-" + Faults.code(e), e);
            }
        }
        boolean ours = found.user().equals(record.user())
                && found.device().equals(record.device())
                && Arrays.equals(found.publicKey().getEncoded(), record.publicKey());
        if (!ours) {
            throw new TamperedException("certificate-of-another");
        }
        return chain;
    }

    private VerifiedDevice validate(List<byte[]> chain) throws ChainRefusedException {
        return new DeviceChainValidator(account.root(), account.domain()).validate(chain, clock.instant());
    }
}
