package org.konsil.pki.profile;

/**
 * One name of a subjectAltName, or one subtree of a name constraint (RFC 5280, sections 4.2.1.6 and 4.2.1.10).
 *
 * @param text for addresses the dotted or colon form, in a constraint with its mask; for a directory name RFC 4514
 */
public record AlternativeName(Kind kind, String text) {

    /** The kinds of general names that Konsil writes. */
    public enum Kind {
        DNS,
        DIRECTORY,
        URI,
        IP
    }

    /** A DNS name in lower case. */
    public static AlternativeName dns(String name) {
        return new AlternativeName(Kind.DNS, name);
    }

    /** A URI. */
    public static AlternativeName uri(String uri) {
        return new AlternativeName(Kind.URI, uri);
    }

    /** An address, such as {@code 127.0.0.1}. */
    public static AlternativeName ip(String address) {
        return new AlternativeName(Kind.IP, address);
    }
}
