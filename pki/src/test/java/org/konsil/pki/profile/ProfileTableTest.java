package org.konsil.pki.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.konsil.pki.profile.CertificateProfile.Trait;

class ProfileTableTest {

    private static final String HEAD = """
            | profile | issuer | keys | days | renewed | key signs | key usage | purposes | names | four eyes |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    @Test
    @DisplayName("A5: the documents' table of profiles is what the code issues")
    void theDocumentsTableIsTrue() throws Exception {
        String table = HEAD
                + CertificateProfiles.all().stream().map(ProfileTableTest::row).collect(Collectors.joining());

        assertThat(Files.readString(Path.of("../docs/protocol/certificates.md")))
                .contains(table);
    }

    private static String row(CertificateProfile profile) {
        Lifetime life = profile.lifetime();
        return "| `%s` | %s | %s | %d | %d | %d | %s | %s%s | %s | %s |%n"
                .formatted(
                        profile.name(),
                        lower(profile.issuer()),
                        joined(profile.keys().permitted()),
                        life.preset().toDays(),
                        life.renewBefore().toDays(),
                        life.keyUse().toDays(),
                        joined(profile.usage().uses())
                                + (profile.usage().optional().isEmpty()
                                        ? ""
                                        : " (option: " + joined(profile.usage().optional()) + ")"),
                        String.join(", ", profile.usage().purposes()),
                        profile.usage().purposesCritical() ? " (critical)" : "",
                        lower(profile.names()),
                        profile.has(Trait.FOUR_EYES) ? "yes" : "");
    }

    private static String joined(Collection<? extends Enum<?>> values) {
        return values.stream().map(ProfileTableTest::lower).sorted().collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
