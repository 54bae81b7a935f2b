package org.konsil.server.certification.request;

import java.util.Arrays;
import org.konsil.server.certification.IssuedCertificate;

/** A key that leaves the server for good: encrypted, with the password for it; wiped when closed, and it says nothing. */
public record HandedOut(IssuedCertificate certificate, byte[] pkcs12, char[] password) implements AutoCloseable {
    /** The password, to be shown once. */
    public String passwordText() {
        return new String(password);
    }

    @Override
    public void close() {
        Arrays.fill(pkcs12, (byte) 0);
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "HandedOut[" + certificate.serial() + "]";
    }
}
