package org.konsil.client.account;

/** A way of signing in. None of them takes a secret from a command line. */
public sealed interface SignIn permits BrowserSignIn, DeviceSignIn, CredentialsFile {

    /** Lets the person sign in; the tokens are good for all that a device does. */
    Tokens tokens(LoginServer server);
}
