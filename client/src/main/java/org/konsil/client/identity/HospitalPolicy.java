package org.konsil.client.identity;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.konsil.client.failure.TamperedException;
import org.konsil.pki.status.ChainRefusedException;
import org.konsil.pki.status.DeliveryKeyValidator;
import org.konsil.pki.status.DeviceChainValidator;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.group.GroupPolicy;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;

/**
 * Who is accepted in this hospital's groups: devices whose chain leads to the pinned root and that are not on the revocation list.
 * That a leaf's key is the certified one is checked before it is asked. Any thread may ask.
 */
public final class HospitalPolicy implements GroupPolicy {

    private static final Duration LONGEST_LIFETIME = Duration.ofDays(90);
    private static final int MOST_KNOWN = 4096;
    private static final int MOST_SENDERS = 16;

    private final DeviceChainValidator validator;
    private final DeliveryKeyValidator deliveryKeys;
    private final Revocations revocations;
    private final String domain;
    private final Clock clock;
    private final Known known;
    /** Keys of the server that were validated, with the end of each. */
    private final Map<ExternalSender, Instant> senders = new ConcurrentHashMap<>();

    public HospitalPolicy(X509Certificate root, String domain, Revocations revocations, Clock clock) {
        this.validator = new DeviceChainValidator(root, domain);
        this.deliveryKeys = new DeliveryKeyValidator(root);
        this.domain = domain;
        this.revocations = revocations;
        this.clock = clock;
        this.known = new Known();
    }

    /** The device at this leaf, whether revoked or not. */
    public VerifiedDevice deviceOf(LeafNode leaf) {
        if (!(leaf.credential() instanceof Credential.X509 x509)) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
        VerifiedDevice found = known.find(x509.certificates());
        if (found == null || !clock.instant().isBefore(found.notAfter())) {
            found = validate(x509.certificates());
            known.remember(x509.certificates(), found);
        }
        return found;
    }

    /** Whether this device must not read along any more. */
    public boolean isRevoked(VerifiedDevice device) {
        return revocations.contains(device.serial());
    }

    /** The domain of the hospital's people. */
    public String domain() {
        return domain;
    }

    /** Which revocation list answers {@link #isRevoked}. */
    public BigInteger revocationsVersion() {
        return revocations.version();
    }

    private VerifiedDevice validate(List<Bytes> chain) {
        try {
            VerifiedDevice device =
                    validator.validate(chain.stream().map(Bytes::toArray).toList(), clock.instant());
            if (!revocations.isOf(chain.get(1))) {
                throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
            }
            return device;
        } catch (ChainRefusedException e) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED, e);
        }
    }

    @Override
    public void requireAccepted(LeafNode leaf) {
        require(!isRevoked(deviceOf(leaf)));
    }

    @Override
    public void requireSuccessor(LeafNode before, LeafNode after) {
        require(isSameDevice(before, after));
    }

    @Override
    public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {
        require(replaced == null || isSameDevice(joiner, replaced));
    }

    /** Only the hospital's own server proposes anything from outside: its key is certified for that by the Service CA. */
    @Override
    public void requireExternalSender(ExternalSender sender) {
        Instant unused = endOf(sender);
    }

    /** The same, and its key may sign now. */
    public void requireSigning(ExternalSender sender) {
        require(clock.instant().isBefore(endOf(sender)));
    }

    /** The server's key as a group lists it, from the chain that the server gave out. */
    public ExternalSender deliveryService(List<byte[]> chain) {
        try {
            X509Certificate certificate = deliveryKeys.validate(chain, clock.instant());
            return new ExternalSender(
                    OwnDevice.SUITE.encodeSignatureKey(certificate.getPublicKey()),
                    new Credential.X509(chain.stream().map(Bytes::of).toList()));
        } catch (ChainRefusedException e) {
            throw new TamperedException("delivery-key-" + Faults.code(e), e);
        }
    }

    private Instant endOf(ExternalSender sender) {
        Instant known = senders.get(sender);
        if (known != null) {
            return known;
        }
        Instant end = validatedEnd(sender);
        if (senders.size() >= MOST_SENDERS) {
            senders.clear();
        }
        senders.put(sender, end);
        return end;
    }

    private Instant validatedEnd(ExternalSender sender) {
        if (!(sender.credential() instanceof Credential.X509 x509)) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
        try {
            X509Certificate certificate = deliveryKeys.validate(
                    x509.certificates().stream().map(Bytes::toArray).toList());
            require(OwnDevice.SUITE
                    .encodeSignatureKey(certificate.getPublicKey())
                    .equals(sender.signatureKey()));
            return certificate.getNotAfter().toInstant();
        } catch (ChainRefusedException e) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED, e);
        }
    }

    @Override
    public Duration longestLifetime() {
        return LONGEST_LIFETIME;
    }

    /**
     * The same for the tree of a group that one comes into: a revoked member may still be in it, and is put out before anything
     * is sent. To refuse the whole group would leave the device outside until somebody else has put it out.
     */
    public GroupPolicy forEntering() {
        return new Entering(this);
    }

    private boolean isSameDevice(LeafNode one, LeafNode other) {
        VerifiedDevice first = deviceOf(one);
        VerifiedDevice second = deviceOf(other);
        return first.device().equals(second.device()) && first.user().equals(second.user());
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.CREDENTIAL_NOT_ACCEPTED);
        }
    }

    private record Entering(HospitalPolicy policy) implements GroupPolicy {

        @Override
        public void requireAccepted(LeafNode leaf) {
            VerifiedDevice unused = policy.deviceOf(leaf);
        }

        @Override
        public void requireSuccessor(LeafNode before, LeafNode after) {
            policy.requireSuccessor(before, after);
        }

        @Override
        public void requireExternalJoin(LeafNode joiner, @Nullable LeafNode replaced) {
            policy.requireExternalJoin(joiner, replaced);
        }

        @Override
        public void requireExternalSender(ExternalSender sender) {
            policy.requireExternalSender(sender);
        }

        @Override
        public Duration longestLifetime() {
            return policy.longestLifetime();
        }
    }

    /** Chains that were validated, since a message must not cost a chain's two signatures each time. */
    private static final class Known {

        private final Map<List<Bytes>, VerifiedDevice> devices = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Bytes>, VerifiedDevice> eldest) {
                return size() > MOST_KNOWN;
            }
        };

        synchronized @Nullable VerifiedDevice find(List<Bytes> chain) {
            return devices.get(chain);
        }

        synchronized void remember(List<Bytes> chain, VerifiedDevice device) {
            devices.put(chain, device);
        }
    }
}
