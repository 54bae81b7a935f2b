package org.konsil.client.installation.layout;

/**
 * The TCP ports of one installation.
 *
 * @param https the app, the API and the console
 * @param http revocation lists; everything else is sent on to https
 * @param keycloak the login, https
 * @param postgres the embedded database, on this machine only
 * @param management WildFly's health and administration, on this machine only
 */
public record Ports(int https, int http, int keycloak, int postgres, int management) {

    /** What an installation has that says nothing about ports. */
    public static final Ports USUAL = new Ports(8443, 8080, 8543, 5433, 9990);

    private static final int HIGHEST = 65_535;

    /** Refuses what is no port, and two equal ones. */
    public Ports {
        int[] all = {https, http, keycloak, postgres, management};
        for (int i = 0; i < all.length; i++) {
            if (all[i] < 1 || all[i] > HIGHEST) {
                throw new EnvironmentException(all[i] + " is no port; ports are 1 to " + HIGHEST);
            }
            for (int k = 0; k < i; k++) {
                if (all[i] == all[k]) {
                    throw new EnvironmentException("port " + all[i] + " is asked for twice");
                }
            }
        }
    }

    /** All of them, moved by the same number. */
    public Ports shifted(int offset) {
        return new Ports(https + offset, http + offset, keycloak + offset, postgres + offset, management + offset);
    }
}
