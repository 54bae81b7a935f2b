package org.konsil.pki;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The one Bouncy Castle instance that makes and checks signatures; it is passed on, never registered with the JVM. */
public final class PkiProvider {

    public static final Provider INSTANCE = new BouncyCastleProvider();

    private PkiProvider() {}
}
