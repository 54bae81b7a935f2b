package org.konsil.pki.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;

@DisplayName("A9 whoever wants a time stamp believes only an answer to the question")
class TimeStampQuestionTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static TimeStampAuthority authority;

    private final byte[] digest = new byte[32];

    @BeforeAll
    static void opensAnAuthority() throws Exception {
        authority = new TimeStampAuthority(
                TestAuthorities.open().function(CertificateProfiles.TIME_STAMP),
                CertificateProfiles.TIME_STAMP.policy(),
                new SerialNumbers(RANDOM),
                TestAuthorities.CLOCK);
    }

    @Test
    @DisplayName("and finds the time in it")
    void findsTheTime() {
        TimeStampQuestion question = new TimeStampQuestion(digest, RANDOM);

        assertThat(question.timeIn(authority.answer(question.encoded())))
                .contains(TestAuthorities.CLOCK.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    @Test
    @DisplayName("not one to another digest, to an earlier question, a refusal, or bytes that are none")
    void believesNoOther() {
        TimeStampQuestion question = new TimeStampQuestion(digest, RANDOM);
        byte[] earlier = authority.answer(new TimeStampQuestion(digest, RANDOM).encoded());
        byte[] other = authority.answer(new TimeStampQuestion(new byte[] {1}, RANDOM).encoded());
        byte[] good = authority.answer(question.encoded());

        assertThat(question.timeIn(earlier)).isEmpty();
        assertThat(question.timeIn(other)).isEmpty();
        assertThat(question.timeIn(authority.answer(new byte[] {1, 2, 3}))).isEmpty();
        assertThat(question.timeIn(new byte[0])).isEmpty();
        assertThat(question.timeIn(new byte[TimeStampQuestion.MAX_REPLY_BYTES + 1]))
                .isEmpty();
        for (int length = 1; length < good.length; length += 7) {
            assertThat(question.timeIn(Arrays.copyOf(good, length))).isEmpty();
        }
    }
}
