package org.konsil.server.device.keypackages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.konsil.server.messaging.TestDevice.NOW;
import static org.konsil.server.messaging.TestDevice.message;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafSource;
import org.konsil.protocol.mls.leaf.Lifetime;
import org.konsil.server.device.DeviceRemoved;
import org.konsil.server.device.InitKeyReusedException;
import org.konsil.server.device.KeyPackageForeignException;
import org.konsil.server.device.KeyPackageMalformedException;
import org.konsil.server.device.KeyPackagePoolFullException;
import org.konsil.server.device.KeyPackageRefusedException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.TooManyClaimsException;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestHospital;

@DisplayName("C1 key packages: checked when they come, handed out once")
class KeyPackagesTest {

    private static TestHospital hospital;

    private final TestDevice anna = hospital.enrol();
    private final TestDevice ben = hospital.enrol();
    private final KeyPackages keyPackages = hospital.door(KeyPackages.class);

    @BeforeAll
    static void open() throws IOException {
        hospital = new TestHospital();
    }

    @AfterAll
    static void close() throws IOException {
        hospital.close();
    }

    @BeforeEach
    void resetClock() {
        hospital.resetClock();
    }

    private KeyPackageSupply publish(TestDevice device, byte[]... contents) {
        return hospital.tx(() -> keyPackages.publish(device.id, List.of(contents), null));
    }

    private List<ClaimedKeyPackage> claim() {
        return hospital.tx(() -> keyPackages.claim(ben.id, anna.owner));
    }

    private void assertRefused(KeyPackage keyPackage, Fault fault) {
        assertThatThrownBy(() -> publish(anna, message(keyPackage)))
                .isInstanceOfSatisfying(
                        KeyPackageRefusedException.class,
                        refusal -> assertThat(refusal.fault()).isEqualTo(fault));
        assertThat(claim()).isEmpty();
    }

    @Test
    void handsOutEachOnceAndTheOldestFirst() {
        byte[] first = message(anna.keyPackage());
        byte[] second = message(anna.keyPackage());

        assertThat(publish(anna, first, second)).isEqualTo(new KeyPackageSupply(2, false));

        assertThat(claim()).singleElement().satisfies(one -> {
            assertThat(one.device()).isEqualTo(anna.id);
            assertThat(one.bytes()).isEqualTo(first);
        });
        assertThat(claim())
                .singleElement()
                .satisfies(one -> assertThat(one.bytes()).isEqualTo(second));
        assertThat(claim()).isEmpty();
    }

    @Test
    void handsOutTheLastResortAgainAndAgainButOnlyWhenNothingElseIsLeft() {
        byte[] once = message(anna.keyPackage());
        byte[] lastResort = message(anna.keyPackage());
        KeyPackageSupply supply = hospital.tx(() -> keyPackages.publish(anna.id, List.of(once), lastResort));

        assertThat(supply).isEqualTo(new KeyPackageSupply(1, true));
        assertThat(Stream.generate(this::claim)
                        .limit(3)
                        .map(claimed -> claimed.get(0).bytes()))
                .containsExactly(once, lastResort, lastResort);
    }

    @Test
    void givesTwoWhoAskAtOnceDifferentOnes() {
        publish(anna, message(anna.keyPackage()), message(anna.keyPackage()));

        List<ClaimedKeyPackage> mine = hospital.tx(() -> {
            List<ClaimedKeyPackage> outer = keyPackages.claim(ben.id, anna.owner);
            Thread other = new Thread(() -> assertThat(claim()).hasSize(1));
            other.start();
            join(other);
            return outer;
        });

        assertThat(mine).hasSize(1);
        assertThat(claim()).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void leavesTheAskingDeviceItselfOut() {
        publish(anna, message(anna.keyPackage()));
        TestDevice second = hospital.enrol(new TestDevice(anna.owner));
        publish(second, message(second.keyPackage()));

        assertThat(hospital.tx(() -> keyPackages.claim(anna.id, anna.owner)))
                .extracting(ClaimedKeyPackage::device)
                .containsExactly(second.id);
    }

    @Test
    @DisplayName("C1 refuses what is not MLS, and a message of 8 bytes that declares 1 GiB")
    void refusesWhatIsNoKeyPackage() {
        byte[] huge = {0, 1, 0, 5, (byte) 0xbf, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        byte[] good = message(anna.keyPackage());
        byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);

        for (byte[] bad : List.of(new byte[0], "Guten Tag".getBytes(), huge, longer, new byte[20_000])) {
            assertThatThrownBy(() -> publish(anna, bad)).isInstanceOf(KeyPackageMalformedException.class);
        }
    }

    @Test
    @DisplayName("A5 incident I8: a key package whose certificate does not carry its key is refused")
    void refusesAnotherKeyThanTheCertificates() {
        TestDevice eve = hospital.enrol();
        KeyPackage forged = eve.keyPackage(
                eve.leaf(new LeafSource.InKeyPackage(TestDevice.lifetime()), anna.credential()), TestDevice.point());

        assertThatThrownBy(() -> publish(anna, message(forged))).isInstanceOf(KeyPackageForeignException.class);
    }

    @Test
    void refusesAKeyPackageOfAnotherDevice() {
        assertThatThrownBy(() -> publish(anna, message(ben.keyPackage())))
                .isInstanceOf(KeyPackageForeignException.class);
    }

    @Test
    void refusesACertificateThatIsNoLongerTheDevicesOwn() {
        byte[] old = message(anna.keyPackage());
        TestDevice renewed = new TestDevice(anna.owner);
        hospital.certify(anna, renewed.certificate);

        assertThatThrownBy(() -> publish(anna, old)).isInstanceOf(KeyPackageForeignException.class);
    }

    @Test
    void refusesEveryChangedBit() {
        byte[] good = message(anna.keyPackage());

        for (int at = 0; at < good.length; at += 7) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertThatThrownBy(() -> publish(anna, bad))
                    .isInstanceOfAny(
                            KeyPackageMalformedException.class,
                            KeyPackageForeignException.class,
                            KeyPackageRefusedException.class);
        }
    }

    @Test
    void refusesALifetimeThatIsTooLongOrOverOrOutlivesTheCertificate() {
        assertRefused(
                anna.keyPackage(Lifetime.of(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(91)))),
                Fault.LIFETIME_TOO_LONG);
        assertRefused(
                anna.keyPackage(Lifetime.of(NOW.minusSeconds(60), NOW.minusSeconds(1))), Fault.LIFETIME_NOT_CURRENT);
        TestDevice leaving = hospital.enrol(new TestDevice(anna.owner, NOW.plus(Duration.ofDays(10))));
        assertThatThrownBy(() -> publish(leaving, message(leaving.keyPackage())))
                .isInstanceOf(KeyPackageRefusedException.class);
    }

    @Test
    void refusesAnInitKeyThatIsNoPoint() {
        KeyPackage bad =
                anna.keyPackage(anna.leaf(new LeafSource.InKeyPackage(TestDevice.lifetime())), TestDevice.random(65));

        assertRefused(bad, Fault.MALFORMED_KEY);
    }

    @Test
    void refusesAnInitKeyTwiceEvenAfterItWasHandedOut() {
        byte[] once = message(anna.keyPackage());
        publish(anna, once);
        claim();

        assertThatThrownBy(() -> publish(anna, once)).isInstanceOf(InitKeyReusedException.class);
    }

    @Test
    void takesAllOfARequestOrNothing() {
        byte[] good = message(anna.keyPackage());

        assertThatThrownBy(() -> publish(anna, good, message(ben.keyPackage())))
                .isInstanceOf(KeyPackageForeignException.class);

        assertThat(claim()).isEmpty();
        assertThat(publish(anna, good).left()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanThePoolHolds() {
        byte[][] fifty = IntStream.range(0, KeyPackages.MOST_AT_ONCE)
                .mapToObj(number -> message(anna.keyPackage()))
                .toArray(byte[][]::new);
        publish(anna, fifty);
        byte[][] more = IntStream.range(0, KeyPackages.MOST_AT_ONCE)
                .mapToObj(number -> message(anna.keyPackage()))
                .toArray(byte[][]::new);
        assertThat(publish(anna, more).left()).isEqualTo(KeyPackages.MOST_IN_POOL);

        assertThatThrownBy(() -> publish(anna, message(anna.keyPackage())))
                .isInstanceOf(KeyPackagePoolFullException.class);
    }

    @Test
    void refusesMoreThanFiftyAtOnce() {
        byte[][] tooMany = IntStream.rangeClosed(0, KeyPackages.MOST_AT_ONCE)
                .mapToObj(number -> message(anna.keyPackage()))
                .toArray(byte[][]::new);

        assertThatThrownBy(() -> publish(anna, tooMany)).isInstanceOf(KeyPackagePoolFullException.class);
    }

    @Test
    @DisplayName("A5 a revoked device's key packages are gone, and it leaves no more")
    void deletesThemWithTheDevice() {
        hospital.tx(
                () -> keyPackages.publish(anna.id, List.of(message(anna.keyPackage())), message(anna.keyPackage())));
        assertThat(hospital.tx(() -> keyPackages.reachable(List.of(anna.owner))))
                .containsExactly(anna.owner);

        hospital.revoke(anna);
        hospital.wiring.inTransaction(
                () -> hospital.door(RemovedOwners.class).delete(new DeviceRemoved(anna.id, anna.owner, NOW)));

        assertThat(hospital.count("select count(*) from key_package where device_id = '" + anna.id + "'"))
                .isZero();
        assertThat(claim()).isEmpty();
        assertThat(hospital.tx(() -> keyPackages.reachable(List.of(anna.owner))))
                .isEmpty();
        assertThatThrownBy(() -> publish(anna, message(anna.keyPackage()))).isInstanceOf(RemovedDeviceException.class);
        assertThatThrownBy(() -> hospital.tx(() -> keyPackages.claim(anna.id, ben.owner)))
                .isInstanceOf(RemovedDeviceException.class);
    }

    @Test
    void refusesADeviceThatAsksTooOften() {
        for (int claims = 0; claims < ClaimBudget.CLAIMS_IN_WINDOW; claims++) {
            claim();
        }

        assertThatThrownBy(this::claim).isInstanceOf(TooManyClaimsException.class);
        hospital.pass(ClaimBudget.WINDOW);
        assertThat(claim()).isEmpty();
    }

    @Test
    void forgetsWhatEnded() {
        Lifetime soon = Lifetime.of(NOW.minusSeconds(60), NOW.plus(Duration.ofHours(1)));
        publish(anna, message(anna.keyPackage(soon)));
        hospital.pass(Duration.ofHours(2));

        assertThat(claim()).isEmpty();
        assertThat(hospital.tx(hospital.door(EndedKeyPackages.class)::purge)).isPositive();
        assertThat(hospital.count("select count(*) from key_package where device_id = '" + anna.id + "'"))
                .isZero();
    }

    @Test
    void recognisesMlsMessagesOfOtherKinds() {
        Bytes random = TestDevice.random(32);
        byte[] other = MlsMessage.of(new org.konsil.protocol.mls.welcome.Welcome(2, List.of(), random))
                .encode();

        assertThatThrownBy(() -> publish(anna, other)).isInstanceOf(KeyPackageMalformedException.class);
    }
}
