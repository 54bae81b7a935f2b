package org.konsil.server.device;

import java.util.Optional;
import java.util.stream.Stream;

/** Whose operating system a piece of hardware runs. */
public enum Platform {
    ANDROID("android"),
    IOS("ios"),
    IPADOS("ipados"),
    MACOS("macos"),
    WINDOWS("windows");

    private final String text;

    Platform(String text) {
        this.text = text;
    }

    /** The name in feeds and in the version table. */
    public String text() {
        return text;
    }

    /** The platform of that name, or nothing: of what is not known nothing good can be said. */
    public static Optional<Platform> find(String text) {
        return Stream.of(values())
                .filter(platform -> platform.text.equals(text))
                .findFirst();
    }
}
