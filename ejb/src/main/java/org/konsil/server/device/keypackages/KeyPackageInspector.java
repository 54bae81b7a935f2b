package org.konsil.server.device.keypackages;

import java.time.Duration;
import java.time.Instant;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.KeyPackageCheck;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.server.certification.DeviceCertificate;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.DeviceId;
import org.konsil.server.device.KeyPackageForeignException;
import org.konsil.server.device.KeyPackageMalformedException;
import org.konsil.server.device.KeyPackageRefusedException;
import org.konsil.server.device.credential.CredentialChecker;

/** Checks a key package before anybody can be given it (RFC 9420, section 10.1, and this installation's own rules). */
class KeyPackageInspector {

    /** As long as the longest device certificate. */
    static final Duration LONGEST_LIFETIME = Duration.ofDays(90);

    static final int MAX_BYTES = 16 * 1024;

    private static final KeyPackageCheck CHECK = new KeyPackageCheck(CipherSuite.P256, LONGEST_LIFETIME);

    private final CredentialChecker credentials;
    private final DeviceId device;
    private final Instant now;

    KeyPackageInspector(CredentialChecker credentials, DeviceId device, Instant now) {
        this.credentials = credentials;
        this.device = device;
        this.now = now;
    }

    CheckedKeyPackage check(byte[] content) {
        KeyPackage keyPackage = decode(content);
        requireValid(keyPackage);
        DeviceCertificate certificate = requireOwn(keyPackage);
        Instant end = end(keyPackage);
        if (end.isAfter(certificate.notAfter())) {
            throw new KeyPackageRefusedException(device, Fault.LIFETIME_TOO_LONG);
        }
        return new CheckedKeyPackage(
                content, CipherSuite.P256.hash(keyPackage.initKey().toArray()), end);
    }

    private KeyPackage decode(byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new KeyPackageMalformedException(device);
        }
        try {
            return MlsMessage.decode(content)
                    .findKeyPackage()
                    .orElseThrow(() -> new KeyPackageMalformedException(device));
        } catch (MlsFormatException malformed) {
            throw new KeyPackageMalformedException(device);
        }
    }

    private void requireValid(KeyPackage keyPackage) {
        try {
            CHECK.check(keyPackage, now);
            // A key of the wrong form would only be noticed by whoever writes to this device.
            CipherSuite.P256.signatureKey(keyPackage.initKey());
            CipherSuite.P256.signatureKey(keyPackage.leafNode().encryptionKey());
        } catch (MlsValidationException refused) {
            throw refusal(refused.fault());
        }
    }

    private RuntimeException refusal(Fault fault) {
        return switch (fault) {
            case CERTIFICATE_MALFORMED, CERTIFICATE_KEY_MISMATCH -> new KeyPackageForeignException(device);
            default -> new KeyPackageRefusedException(device, fault);
        };
    }

    private DeviceCertificate requireOwn(KeyPackage keyPackage) {
        try {
            return credentials.requireOf(device, keyPackage.leafNode());
        } catch (CredentialRefusedException foreign) {
            throw new KeyPackageForeignException(device);
        }
    }

    private Instant end(KeyPackage keyPackage) {
        if (keyPackage.leafNode().source() instanceof LeafSource.InKeyPackage source) {
            return Instant.ofEpochSecond(source.lifetime().notAfter());
        }
        throw new KeyPackageRefusedException(device, Fault.WRONG_LEAF_SOURCE);
    }
}
