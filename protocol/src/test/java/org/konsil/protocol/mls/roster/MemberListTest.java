package org.konsil.protocol.mls.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.codec.MlsReader;
import org.konsil.protocol.mls.leaf.Extensions;

@DisplayName("C1 the list of the people whose devices belong in a group")
class MemberListTest {

    private static final String ANNA = "im:11111111-1111-4111-8111-111111111111@hospital.example";
    private static final String BEN = "im:22222222-2222-4222-8222-222222222222@hospital.example";

    @Test
    void isReadAsItWasWrittenWhateverOrderItCameIn() {
        MemberList list = MemberList.of(List.of(BEN, ANNA, BEN));

        assertThat(list.users()).containsExactly(ANNA, BEN);
        assertThat(MlsReader.readAll(list.encode(), MemberList::read)).isEqualTo(list);
        assertThat(MemberList.in(Extensions.NONE.with(MemberList.EXTENSION, list)))
                .contains(list);
        assertThat(MemberList.in(Extensions.NONE)).isEmpty();
    }

    @Test
    void refusesAnotherOrderRepeatsAndWhatIsNoUser() {
        for (List<String> users : List.of(
                List.<String>of(),
                List.of(BEN, ANNA),
                List.of(ANNA, ANNA),
                List.of("mailto:anna@hospital.example"),
                List.of("im:Anna@hospital.example"),
                List.of("im:@hospital.example"),
                List.of("im:anna@hospital.example\n"),
                List.of("im:änna@hospital.example"))) {
            assertThatThrownBy(() -> new MemberList(users)).isInstanceOf(MlsFormatException.class);
        }
    }

    @Test
    void refusesMoreThanThereCanBe() {
        List<String> users = IntStream.rangeClosed(0, MemberList.MOST_USERS)
                .mapToObj(number -> "im:%04d@hospital.example".formatted(number))
                .toList();

        assertThat(MemberList.of(users.subList(1, users.size())).users()).hasSize(MemberList.MOST_USERS);
        assertThatThrownBy(() -> MemberList.of(users)).isInstanceOf(MlsFormatException.class);
    }

    @Test
    void refusesTruncationAndWhatIsLeftOver() {
        byte[] good = MemberList.of(List.of(ANNA, BEN)).encode();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> MlsReader.readAll(cut, MemberList::read)).isInstanceOf(MlsFormatException.class);
        }
        assertThatThrownBy(() -> MlsReader.readAll(Arrays.copyOf(good, good.length + 1), MemberList::read))
                .isInstanceOf(MlsFormatException.class);
    }
}
