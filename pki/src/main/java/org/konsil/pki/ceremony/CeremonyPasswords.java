package org.konsil.pki.ceremony;

/**
 * One password for each file that the ceremony writes.
 *
 * @param root of {@code root.p12}
 * @param staffCa of {@code staff-ca.p12}
 * @param deviceCa of {@code device-ca.p12}
 * @param serviceCa of {@code service-ca.p12}
 * @param server of {@code server.p12}
 * @param trustStore of {@code truststore.p12}, which holds nothing secret
 */
public record CeremonyPasswords(
        char[] root, char[] staffCa, char[] deviceCa, char[] serviceCa, char[] server, char[] trustStore) {

    @Override
    public String toString() {
        return "CeremonyPasswords[secret]";
    }
}
