package org.konsil.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.SealedStore;
import org.konsil.client.storage.StoreSecret;
import org.konsil.client.testing.Clinic;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.leaf.Credential;
import org.konsil.protocol.mls.leaf.ExternalSender;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.Lifetime;

@DisplayName("A5, C1 whom a device believes")
class HospitalPolicyTest {

    private final Clinic clinic = new Clinic();
    private final OwnDevice self = clinic.device(UUID.randomUUID());
    private final UUID benHimself = UUID.randomUUID();
    private final OwnDevice ben = clinic.device(benHimself);
    private SealedStore store;
    private Revocations revocations;
    private HospitalPolicy policy;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        StoreSecret.makeKey(folder.resolve("key"));
        store = SealedStore.open(folder, StoreSecret.keyIn(folder.resolve("key")));
        revocations = new Revocations(store, self, Clinic.CLOCK);
        policy = new HospitalPolicy(clinic.root(), Clinic.DOMAIN, revocations, Clinic.CLOCK);
        revocations.refresh(clinic::revocationList);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void acceptsADeviceOfTheHospital() {
        policy.requireAccepted(leaf(ben));
        assertThat(policy.deviceOf(leaf(ben)).user()).isEqualTo(benHimself);
    }

    @Test
    void refusesAnotherHospitalsDevice() {
        LeafNode stranger = leaf(new Clinic().device(benHimself));

        assertRefused(() -> policy.requireAccepted(stranger));
        assertRefused(() -> policy.forEntering().requireAccepted(stranger));
    }

    @Test
    void refusesAChangedCertificateAndABareName() {
        byte[] der = ben.chain().get(0).toArray();
        der[der.length - 1] ^= 1;
        LeafNode bent =
                leaf(new Credential.X509(List.of(Bytes.of(der), ben.chain().get(1))));

        assertRefused(() -> policy.requireAccepted(bent));
        assertRefused(() -> policy.requireAccepted(leaf(new Credential.Basic(Bytes.of(new byte[] {1})))));
    }

    @Test
    void refusesARevokedDeviceButEntersAGroupThatStillHasIt() {
        clinic.revoke(ben);
        revocations.refresh(clinic::revocationList);

        assertRefused(() -> policy.requireAccepted(leaf(ben)));
        policy.forEntering().requireAccepted(leaf(ben));
        assertThat(policy.isRevoked(ben.certificate())).isTrue();
    }

    @Test
    void letsADeviceFollowItselfAlone() {
        LeafNode again = leaf(clinic.device(benHimself, ben.device(), Clinic.newKeys("secp256r1")));
        LeafNode bensOther = leaf(clinic.device(benHimself));

        policy.requireSuccessor(leaf(ben), again);
        policy.requireExternalJoin(again, leaf(ben));
        policy.requireExternalJoin(again, null);
        assertRefused(() -> policy.requireSuccessor(leaf(ben), bensOther));
        assertRefused(() -> policy.requireExternalJoin(bensOther, leaf(ben)));
        assertRefused(() -> policy.requireExternalJoin(leaf(ben), leaf(self)));
    }

    @Test
    void believesNoSenderFromOutside() {
        ExternalSender server = new ExternalSender(
                self.identity().signatureKey(), self.identity().credential());

        assertRefused(() -> policy.requireExternalSender(server));
    }

    @Test
    void believesNothingNewWithoutAFreshList() {
        Clock later = Clock.fixed(Clinic.NOW.plus(Duration.ofHours(73)), ZoneOffset.UTC);
        Revocations stale = new Revocations(store, self, later);

        assertThatThrownBy(() -> stale.contains(ben.certificate().serial()))
                .isInstanceOfSatisfying(
                        OfflineException.class, no -> assertThat(no.code()).isEqualTo("revocation-list-stale"));
    }

    @Test
    void takesNoOlderListAndNoneOfAnotherAuthority() {
        byte[] older = clinic.revocationList(1, Clinic.NOW);
        revocations.refresh(() -> clinic.revocationList(2, Clinic.NOW));

        assertCode("revocation-list-rolled-back", () -> older);
        assertCode("revocation-list-list-of-another-ca", () -> new Clinic().revocationList());
        byte[] bent = clinic.revocationList(3, Clinic.NOW);
        bent[bent.length - 1] ^= 1;
        assertCode("revocation-list-list-of-another-ca", () -> bent);
    }

    @Test
    void goesOnWithTheKeptListWhileTheServerIsAway() {
        clinic.revoke(ben);
        revocations.refresh(clinic::revocationList);
        Revocations restarted = new Revocations(store, self, Clinic.CLOCK);

        restarted.refresh(() -> {
            throw new OfflineException("server-unreachable");
        });

        assertThat(restarted.contains(ben.certificate().serial())).isTrue();
    }

    private void assertCode(String code, Supplier<byte[]> list) {
        assertThatThrownBy(() -> revocations.refresh(list))
                .isInstanceOf(TamperedException.class)
                .isInstanceOfSatisfying(
                        DeviceException.class, no -> assertThat(no.code()).isEqualTo(code));
    }

    private static LeafNode leaf(OwnDevice device) {
        return device.identity()
                .newKeyPackage(Lifetime.of(Clinic.NOW, Clinic.NOW.plus(Duration.ofDays(1))))
                .keyPackage()
                .leafNode();
    }

    private LeafNode leaf(Credential credential) {
        LeafNode good = leaf(ben);
        return new LeafNode(
                good.encryptionKey(),
                good.signatureKey(),
                credential,
                good.capabilities(),
                good.source(),
                good.extensions(),
                good.signature());
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        no -> assertThat(no.fault()).isEqualTo(Fault.CREDENTIAL_NOT_ACCEPTED));
    }
}
