package org.konsil.client.command;

import java.nio.file.Path;

/** The checkout that the command belongs to; the script says where it is. */
final class Home {

    private static final String PROPERTY = "konsil.home";

    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
    }

    /** What {@code ear/} builds. */
    static Path distribution() {
        return folder().resolve("ear").resolve("target").resolve("distribution");
    }

    /** The app's core, built to run under Node. */
    static Path headlessDevice() {
        return folder().resolve("app").resolve("dist-headless").resolve("device.mjs");
    }
}
