package org.konsil.web.api.certification;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import org.konsil.server.certification.IssuedCertificate;

/** A certificate with its CA's, as the API gives it. */
final class CertificateJson {

    private CertificateJson() {}

    static JsonObjectBuilder of(IssuedCertificate certificate) {
        return Json.createObjectBuilder()
                .add("serial", certificate.serial().toString())
                .add("profile", certificate.profile())
                .add("certificate", base64(certificate.chain().get(0)))
                .add("issuer", base64(certificate.chain().get(1)))
                .add("notAfter", certificate.notAfter().toString());
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
