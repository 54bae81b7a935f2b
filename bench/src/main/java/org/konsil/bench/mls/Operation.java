package org.konsil.bench.mls;

/** What a member does in a group whose other members are silent, as research and users meet it most. */
public enum Operation {
    KEY_PACKAGE("make a key package"),
    SEAL("encrypt and sign 200 bytes"),
    OPEN("decrypt and verify them"),
    FOUND("create a group with n members in one commit"),
    JOIN("join from a Welcome, every leaf's signature and certificate checked"),
    MAKE_ADD("add a member: make commit and Welcome"),
    FOLLOW_ADD("add a member: follow the commit"),
    MAKE_PATH("fresh keys (and each removal): make the commit"),
    FOLLOW_PATH("fresh keys (and each removal): follow the commit");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    /**
     * Operations that are prepared quickly are repeated in each iteration, so that they are warm: the JDK compiles a method for
     * good after some ten thousand calls, and before that the library with more and smaller methods looks the slower one.
     */
    int batch() {
        return switch (this) {
            case KEY_PACKAGE, SEAL, OPEN -> 500;
            case MAKE_ADD -> 20;
            default -> 1;
        };
    }

    String title() {
        return title;
    }
}
