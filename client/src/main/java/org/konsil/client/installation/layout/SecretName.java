package org.konsil.client.installation.layout;

import java.util.Locale;

/** Every secret that the launcher makes. */
public enum SecretName {
    /** Of the role that may do everything in the embedded database. */
    POSTGRES_PASSWORD,
    /** Of the role that the server uses. */
    KONSIL_DATABASE_PASSWORD,
    /** Of the role that Keycloak uses. */
    KEYCLOAK_DATABASE_PASSWORD,
    /** Of the first administrator of Keycloak. */
    KEYCLOAK_ADMIN_PASSWORD,
    /** With which the console shows Keycloak that it is the console. */
    CONSOLE_CLIENT_SECRET,
    /** With which the server asks Keycloak for the staff. */
    DIRECTORY_CLIENT_SECRET,
    /** Opens the root's key. */
    ROOT_CA_PASSWORD,
    /** Opens the key that certifies people. */
    STAFF_CA_PASSWORD,
    /** Opens the key that certifies devices. */
    DEVICE_CA_PASSWORD,
    /** Opens the key that certifies servers. */
    SERVICE_CA_PASSWORD,
    /** From which the keys for opening ACME accounts are derived. */
    ACME_SECRET,
    /** Opens the key with which the server proposes removals. */
    DELIVERY_KEY_PASSWORD,
    /** Opens the key of the TLS servers. */
    SERVER_KEY_PASSWORD,
    /** Opens the key that signs the proof log. */
    PROOF_KEY_PASSWORD,
    /** Opens the trust store; it holds nothing secret, but Java wants a password. */
    TRUST_STORE_PASSWORD,
    /** With which the nodes of one installation show each other that they belong together. */
    CLUSTER_PASSWORD,
    /** The passphrase of the demo's people. */
    DEMO_PASSPHRASE;

    /** The file in the folder {@code secrets}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
