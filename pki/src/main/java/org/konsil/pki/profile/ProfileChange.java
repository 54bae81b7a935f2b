package org.konsil.pki.profile;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.konsil.pki.profile.CertificateProfile.Trait;

/**
 * What a hospital changes of a profile, as texts that can be stored and shown.
 *
 * <p>The settings: {@code life}, {@code longest-life}, {@code renew-before} and {@code key-use} (ISO 8601 durations),
 * {@code key} (what is made), {@code keys} (what is accepted), {@code added-uses} (of those the profile offers) and
 * {@code four-eyes} (only {@code true}).
 *
 * @param settings those that change
 */
public record ProfileChange(Map<String, String> settings) {

    private static final Set<String> KNOWN =
            Set.of("life", "longest-life", "renew-before", "key-use", "key", "keys", "added-uses", "four-eyes");
    private static final int MAX_CHARACTERS = 1024;

    /** Refuses settings that do not exist. */
    public ProfileChange {
        settings = Map.copyOf(settings);
        settings.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                throw new ProfileRefusedException(name, "there is no such setting");
            }
            if (value.length() > MAX_CHARACTERS) {
                throw new ProfileRefusedException(name, "too long");
            }
        });
    }

    /** The settings, a line for each, sorted. */
    public String toText() {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws ProfileRefusedException if it is nothing of the kind
     */
    public static ProfileChange parse(String text) {
        Map<String, String> settings = new TreeMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 1 || settings.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw new ProfileRefusedException("text", "a setting a line, each once");
            }
        }
        return new ProfileChange(settings);
    }

    CertificateProfile applyTo(CertificateProfile profile, int revision) {
        return new CertificateProfile(
                profile.name(),
                profile.version(),
                revision,
                profile.issuer(),
                read("life", text -> lifetime(profile.lifetime())),
                read("keys", text -> keys(profile.keys())),
                read("added-uses", text -> usage(profile.usage())),
                profile.names(),
                profile.policy(),
                traits(profile.traits()));
    }

    private Lifetime lifetime(Lifetime old) {
        Duration life = duration("life", old.preset());
        Duration keyUse = old.limitsKeyUse() ? old.keyUse() : life;
        return new Lifetime(
                life,
                duration("longest-life", old.longest()),
                duration("renew-before", old.renewBefore()),
                duration("key-use", keyUse));
    }

    private KeyRule keys(KeyRule old) {
        KeyAlgorithm preset = settings.containsKey("key") ? KeyAlgorithm.valueOf(value("key")) : old.preset();
        return new KeyRule(preset, names("keys", KeyAlgorithm::valueOf, old.permitted()));
    }

    private Usage usage(Usage old) {
        return old.withAdded(names("added-uses", KeyUse::valueOf, old.added()));
    }

    private Set<Trait> traits(Set<Trait> old) {
        if (!settings.containsKey("four-eyes")) {
            return old;
        }
        if (!"true".equals(value("four-eyes"))) {
            throw new ProfileRefusedException("four-eyes", "four eyes are demanded, never waived");
        }
        Set<Trait> traits = new HashSet<>(old);
        traits.add(Trait.FOUR_EYES);
        return traits;
    }

    private Duration duration(String name, Duration old) {
        return settings.containsKey(name) ? Duration.parse(value(name)) : old;
    }

    private <T> Set<T> names(String name, Function<String, T> reading, Set<T> old) {
        if (!settings.containsKey(name)) {
            return old;
        }
        return Arrays.stream(value(name).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> reading.apply(text.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private String value(String name) {
        return settings.getOrDefault(name, "");
    }

    private static <T> T read(String setting, Function<String, T> reading) {
        try {
            return reading.apply(setting);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ProfileRefusedException(setting, String.valueOf(e.getMessage()), e);
        }
    }
}
