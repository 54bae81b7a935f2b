package org.konsil.client.installation.layout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where something listens. */
public record HostPort(String host, int port) {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int HIGHEST = 65_535;

    /** @throws EnvironmentException if it is not {@code host:port} */
    public static HostPort parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST) {
            throw new EnvironmentException(text + " must look like host:5445");
        }
        return new HostPort(parts.group(1), Integer.parseInt(parts.group(2)));
    }
}
