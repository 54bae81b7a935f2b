package org.konsil.pki.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;

@DisplayName("A9 a time stamp that was kept")
class TimeStampReplyTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] TEXT = "a checkpoint\n".getBytes(StandardCharsets.UTF_8);

    private static TestAuthorities hospital;
    private static byte[] reply;

    @BeforeAll
    static void stamps() throws Exception {
        hospital = TestAuthorities.open();
        reply = stamp(hospital, CertificateProfiles.TIME_STAMP);
    }

    private static byte[] stamp(TestAuthorities by, CertificateProfile profile) throws Exception {
        TimeStampAuthority authority = new TimeStampAuthority(
                by.function(profile),
                CertificateProfiles.TIME_STAMP.policy(),
                new SerialNumbers(RANDOM),
                TestAuthorities.CLOCK);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT);
        return authority.answer(new TimeStampQuestion(digest, RANDOM).encoded());
    }

    @Test
    @DisplayName("says when the text was there, by a chain to the root")
    void saysWhen() throws Exception {
        assertThat(TimeStampReply.parse(reply).check(TEXT, Set.of(hospital.root()), between(hospital)))
                .isEqualTo(TestAuthorities.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    @DisplayName(
            "says nothing of another text, below another root, without the chain, or by a certificate for something else")
    void saysNothingElse() throws Exception {
        TimeStampReply kept = TimeStampReply.parse(reply);
        assertThatThrownBy(() -> kept.check(new byte[1], Set.of(hospital.root()), between(hospital)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("another text");
        TestAuthorities foreign = TestAuthorities.open();
        assertThatThrownBy(() -> kept.check(TEXT, Set.of(foreign.root()), between(hospital)))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> kept.check(TEXT, Set.of(hospital.root()), List.of()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    @DisplayName("with a turned bit is refused, or says the same: a few bytes are signed by nobody (RFC 5652)")
    void refusesTurnedBits() throws Exception {
        Instant time = TestAuthorities.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        int unsigned = 0;
        for (int at = 0; at < reply.length; at++) {
            byte[] turned = reply.clone();
            turned[at] ^= 1;
            try {
                assertThat(TimeStampReply.parse(turned).check(TEXT, Set.of(hospital.root()), between(hospital)))
                        .as("byte %d", at)
                        .isEqualTo(time);
                unsigned++;
            } catch (GeneralSecurityException refused) {
                // which is what most are
            }
        }
        assertThat(unsigned).as("free text, versions and lists of algorithms").isLessThan(50);
    }

    @Test
    @DisplayName("is refused if it is cut, or none")
    void refusesWhatIsNone() {
        for (int length = 0; length < reply.length; length += 5) {
            byte[] cut = Arrays.copyOf(reply, length);
            assertThatThrownBy(() -> TimeStampReply.parse(cut)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> TimeStampReply.parse(new byte[TimeStampReply.MOST_BYTES + 1]))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static List<X509Certificate> between(TestAuthorities hospital) {
        return List.of(hospital.ca(IssuingAuthority.SERVICE).certificate());
    }
}
