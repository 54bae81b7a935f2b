package org.konsil.server.access;

/** What a token was made for; a token for one opens nothing of the other. */
public enum Audience {
    /** REST resources and the socket. */
    API("api"),
    /** Certificate enrolment (EST). */
    PKI("pki");

    private final String claim;

    Audience(String claim) {
        this.claim = claim;
    }

    /** The value that the token's {@code aud} must contain. */
    public String claim() {
        return claim;
    }
}
