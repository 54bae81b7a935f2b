package org.konsil.pki.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.pki.profile.CertificateProfile.Trait;

class ProfileChangeTest {

    @Test
    @DisplayName("A5: a hospital may shorten a life, and that is a new revision")
    void shortensALife() {
        CertificateProfile changed =
                CertificateProfiles.TLS_SERVER.changed(1, change("life", "PT1080H", "renew-before", "PT240H"));

        assertThat(changed.lifetime().preset()).isEqualTo(Duration.ofDays(45));
        assertThat(changed.id()).isEqualTo("tls-server/1.1");
        assertThat(CertificateProfiles.TLS_SERVER.id()).isEqualTo("tls-server/1");
    }

    @Test
    void narrowsTheKeys() {
        CertificateProfile changed = CertificateProfiles.TLS_SERVER.changed(1, change("keys", "P256"));

        assertThat(changed.keys().permitted()).containsExactly(KeyAlgorithm.P256);
    }

    @Test
    @DisplayName("A5: nonRepudiation is off, and the hospital's option for signatures alone")
    void addsTheUseThatIsOffered() {
        CertificateProfile signature = CertificateProfiles.STAFF_SIGNATURE;
        ProfileChange nonRepudiation = change("added-uses", "NON_REPUDIATION");

        assertThat(signature.usage().uses()).containsExactly(KeyUse.DIGITAL_SIGNATURE);
        assertThat(signature.changed(1, nonRepudiation).usage().uses())
                .isEqualTo(Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION));
        assertThatThrownBy(() -> CertificateProfiles.STAFF_DEVICE.changed(1, nonRepudiation))
                .isInstanceOf(ProfileRefusedException.class);
    }

    @Test
    void demandsFourEyesAndNeverWaivesThem() {
        CertificateProfile changed = CertificateProfiles.TLS_SERVER.changed(1, change("four-eyes", "true"));

        assertThat(changed.has(Trait.FOUR_EYES)).isTrue();
        assertThatThrownBy(() -> changed.changed(2, change("four-eyes", "false")))
                .isInstanceOf(ProfileRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "life,PT2400H",
        "life,PT0S",
        "life,-PT1H",
        "life,PT0.5S",
        "life,ninety days",
        "longest-life,PT2400H",
        "renew-before,PT2160H",
        "key-use,PT2400H",
        "key,P384",
        "keys,P384",
        "keys,ED25519",
        "added-uses,KEY_CERT_SIGN",
        "added-uses,CRL_SIGN"
    })
    @DisplayName("A5: a change that would widen or break a profile is refused")
    void refusesToWidenOrBreak(String setting, String value) {
        assertThatThrownBy(() -> CertificateProfiles.TLS_SERVER.changed(1, change(setting, value)))
                .isInstanceOf(ProfileRefusedException.class);
    }

    @Test
    void whatWasNarrowedStaysNarrow() {
        CertificateProfile narrow = CertificateProfiles.TLS_SERVER.changed(
                1, change("life", "PT240H", "longest-life", "PT240H", "renew-before", "PT24H"));

        assertThatThrownBy(() -> narrow.changed(2, change("life", "PT480H")))
                .isInstanceOf(ProfileRefusedException.class);
        assertThatThrownBy(() -> narrow.changed(2, change("longest-life", "PT480H")))
                .isInstanceOf(ProfileRefusedException.class);
        assertThatThrownBy(() -> narrow.changed(1, change("life", "PT120H")))
                .isInstanceOf(ProfileRefusedException.class);
    }

    @Test
    void isReadBackAsItWasWritten() {
        ProfileChange change = change("life", "PT240H", "keys", "P256, RSA3072", "four-eyes", "true");

        assertThat(ProfileChange.parse(change.toText())).isEqualTo(change);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "=x", "life=PT1H\nlife=PT2H", "purpose=1.2.3", "issuer=ROOT"})
    void refusesTextsThatAreNoChange(String text) {
        assertThatThrownBy(() -> ProfileChange.parse(text)).isInstanceOf(ProfileRefusedException.class);
    }

    private static ProfileChange change(String... settings) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new ProfileChange(map);
    }
}
