package org.konsil.pki.ceremony;

import java.util.Locale;
import org.konsil.pki.profile.IssuingAuthority;

/** The names of the files in the folder that the ceremony makes. */
public final class CeremonyFiles {

    /** The root certificate, PEM; what a person's browser imports. */
    public static final String ROOT_CERTIFICATE = "root.crt";
    /** The root's key; it belongs offline, on a machine of its own. */
    public static final String ROOT = "root.p12";
    /** Key and chain of the CA that issues certificates of people. */
    public static final String STAFF_CA = "staff-ca.p12";
    /** Key and chain of the CA that issues device certificates. */
    public static final String DEVICE_CA = "device-ca.p12";
    /** Key and chain of the CA that issues server certificates. */
    public static final String SERVICE_CA = "service-ca.p12";
    /** Key and chain of the TLS server. */
    public static final String SERVER = "server.p12";
    /** The root certificate as a Java trust store. */
    public static final String TRUST_STORE = "truststore.p12";
    /** The root's revocation list, good for twelve months: nothing is revoked. */
    public static final String ROOT_LIST = "root.crl";
    /** The new root certified by the old one, PEM; for devices that still trust the old. */
    public static final String NEW_WITH_OLD = "root-new-with-old.crt";
    /** The old root certified by the new one, PEM; for devices that trust the new already. */
    public static final String OLD_WITH_NEW = "root-old-with-new.crt";
    /** What was made, with fingerprints, to read and to keep. */
    public static final String TRANSCRIPT = "transcript.txt";

    /** The alias of the TLS server's entry in {@link #SERVER}. */
    public static final String SERVER_ALIAS = "server";

    private CeremonyFiles() {}

    /** The encrypted key and chain of an issuing CA. */
    public static String keyFile(IssuingAuthority authority) {
        return name(authority) + "-ca.p12";
    }

    /** An issuing CA's request, DER: it goes to the offline machine. */
    public static String request(IssuingAuthority authority) {
        return name(authority) + "-ca.csr";
    }

    /** An issuing CA's certificate, PEM: it comes back. */
    public static String certificate(IssuingAuthority authority) {
        return name(authority) + "-ca.crt";
    }

    /** The root's list that revokes one issuing CA; published if its key is lost, kept under lock until then. */
    public static String emergencyList(IssuingAuthority authority) {
        return "root-emergency-" + name(authority) + ".crl";
    }

    private static String name(IssuingAuthority authority) {
        return authority.name().toLowerCase(Locale.ROOT);
    }
}
