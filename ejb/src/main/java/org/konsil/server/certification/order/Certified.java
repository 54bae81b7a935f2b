package org.konsil.server.certification.order;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** The names in a server's certificate. */
final class Certified {

    private static final int DNS_NAME = 2;

    private Certified() {}

    /** The DNS names of the subjectAltName. */
    static List<String> dnsNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new IllegalStateException("a certificate of ours has unreadable names", e);
        }
    }
}
