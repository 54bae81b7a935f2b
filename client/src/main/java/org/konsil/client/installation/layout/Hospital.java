package org.konsil.client.installation.layout;

import java.util.Locale;

/**
 * Whose installation it is and where its devices find it.
 *
 * @param name as people call it
 * @param domain of its staff's addresses
 * @param host the DNS name under which devices reach it
 * @param bindAddress the network address at which the public ports listen
 */
public record Hospital(String name, String domain, String host, String bindAddress) {

    /** The hospital of the demo, reachable from this machine only. */
    public static final Hospital DEMO =
            new Hospital("Klinikum Musterstadt", "klinikum-musterstadt.example", "localhost", "127.0.0.1");

    private static final int LONGEST_NAME = 64;
    private static final String NETWORK_NAME = "[a-z0-9.-]{1,253}";

    /** Refuses what no certificate or URL can carry. */
    public Hospital {
        host = host.toLowerCase(Locale.ROOT);
        domain = domain.toLowerCase(Locale.ROOT);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new EnvironmentException("the hospital's name has 1 to " + LONGEST_NAME + " printable characters");
        }
        if (!host.matches(NETWORK_NAME) || !domain.matches(NETWORK_NAME)) {
            throw new EnvironmentException("host and domain must be DNS names");
        }
    }
}
