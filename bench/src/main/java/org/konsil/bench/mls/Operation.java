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
     * How often it is done in one iteration, so that it is warm: the JDK compiles a method for good after some ten thousand
     * calls, and before that the library with more and smaller methods looks the slower one. What a large group repeats for
     * each member needs no repeating.
     */
    int batch(int members) {
        return switch (this) {
            case KEY_PACKAGE, SEAL, OPEN -> 500;
            default -> Math.max(1, 1000 / members);
        };
    }

    String title() {
        return title;
    }
}
