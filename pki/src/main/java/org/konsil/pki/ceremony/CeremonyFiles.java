package org.konsil.pki.ceremony;

/** The names of the files in the folder that the ceremony makes. */
public final class CeremonyFiles {

    /** The root certificate, PEM; what a person's browser imports. */
    public static final String ROOT_CERTIFICATE = "root.crt";
    /** The root's key; it belongs offline, on a machine of its own. */
    public static final String ROOT = "root.p12";
    /** Key and chain of the CA that issues device certificates. */
    public static final String DEVICE_CA = "device-ca.p12";
    /** Key and chain of the CA that issues server certificates. */
    public static final String SERVICE_CA = "service-ca.p12";
    /** Key and chain of the TLS server. */
    public static final String SERVER = "server.p12";
    /** The root certificate as a Java trust store. */
    public static final String TRUST_STORE = "truststore.p12";
    /** What was made, with fingerprints, to read and to keep. */
    public static final String TRANSCRIPT = "transcript.txt";

    /** The alias of the TLS server's entry in {@link #SERVER}. */
    public static final String SERVER_ALIAS = "server";
    /** The alias of a CA's entry in its file. */
    public static final String CA_ALIAS = "ca";

    private CeremonyFiles() {}
}
