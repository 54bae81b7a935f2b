package org.konsil.web.console.profile;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfile.Trait;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.web.console.frame.Words;

/** A profile in words: a text for each setting, under the names that a change gives them. */
public class ProfileView {

    private final CertificateProfile profile;
    private final Words words;

    ProfileView(CertificateProfile profile, Words words) {
        this.profile = profile;
        this.words = words;
    }

    public String getName() {
        return profile.name();
    }

    /** The makers' version. */
    public int getVersion() {
        return profile.version();
    }

    /** The hospital's revision; 0 for none. */
    public int getRevision() {
        return profile.revision();
    }

    /** Which CA issues it, as the texts name it. */
    public String getIssuer() {
        String authority = profile.issuer().name().toLowerCase(Locale.ROOT);
        return profile.issuer() == IssuingAuthority.ROOT ? authority : authority + "-ca";
    }

    public String getLife() {
        return days(profile.lifetime().preset());
    }

    public boolean isFourEyes() {
        return profile.has(Trait.FOUR_EYES);
    }

    /** The settings that a hospital may narrow, in the order in which they are read. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("life", getLife());
        settings.put("longest-life", days(profile.lifetime().longest()));
        settings.put("renew-before", days(profile.lifetime().renewBefore()));
        settings.put("key-use", days(profile.lifetime().keyUse()));
        settings.put("key", profile.keys().preset().name());
        settings.put("keys", names(profile.keys().permitted()));
        settings.put("added-uses", names(profile.usage().added()));
        settings.put("four-eyes", words.text(isFourEyes() ? "yes" : "no"));
        return settings;
    }

    private String days(Duration time) {
        Duration rest = time.minusDays(time.toDays());
        return rest.isZero() ? words.with("days", time.toDays()) : words.with("hours", time.toHours());
    }

    private static String names(Collection<? extends Enum<?>> values) {
        return values.isEmpty() ? "–" : values.stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }
}
