package org.konsil.web.console.certificate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.UnknownCertificateException;

/** Reads serial numbers out of addresses and forms. */
final class Serials {

    private Serials() {}

    /** The serial, if the text is one. */
    static Optional<CertificateSerial> find(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(hex -> hex.matches("[1-9a-f][0-9a-f]{0,38}|[1-7][0-9a-f]{39}"))
                .map(CertificateSerial::parse);
    }

    /** @throws UnknownCertificateException if the text is no serial: then there is no such certificate */
    static CertificateSerial require(@Nullable String text) {
        return find(text).orElseThrow(() -> new UnknownCertificateException(CertificateSerial.parse("1")));
    }
}
