package org.konsil.server.certification.function;

import java.security.cert.X509Certificate;
import org.konsil.server.support.Wiring;

/** Certifies keys of the server's parts in a transaction of its own, as the container does. */
public final class FunctionFixture extends FunctionCertificates {
    private final Issuing issuing;

    private FunctionFixture(Issuing issuing) {
        this.issuing = issuing;
    }

    /** Does it in a new transaction. */
    @FunctionalInterface
    public interface Issuing {
        X509Certificate issue(FunctionCertificates bean, String profile, String function, byte[] key);
    }

    public static FunctionCertificates of(Issuing issuing) {
        return new FunctionFixture(issuing);
    }

    public static FunctionCertificates wired(Wiring beans) {
        return beans.bean(FunctionCertificates.class);
    }

    @Override
    public X509Certificate certify(String profile, String function, byte[] publicKey) {
        return issuing.issue(this, profile, function, publicKey);
    }
}
