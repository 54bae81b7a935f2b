package org.konsil.web.console.certificate;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.UnknownCertificateException;
import org.konsil.server.certification.inventory.CertificateList;

/** A certificate as a file: {@code format} is {@code der}, {@code pem}, or {@code chain} for PEM with all CAs (RFC 7468). */
@WebServlet("/certificate-file")
public class CertificateFileServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LINE = 64;

    @Inject
    transient CertificateList certificates;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<CertificateSerial> serial = Serials.find(request.getParameter("serial"));
        @Nullable String format = request.getParameter("format");
        if (serial.isEmpty() || format == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            List<byte[]> chain = certificates.require(serial.get()).chain();
            switch (format) {
                case "der" -> send(response, serial.get() + ".cer", "application/pkix-cert", chain.get(0));
                case "pem" -> send(response, serial.get() + ".pem", "application/x-pem-file", pem(chain.subList(0, 1)));
                case "chain" ->
                    send(response, serial.get() + "-chain.pem", "application/pem-certificate-chain", pem(chain));
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (UnknownCertificateException unknown) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void send(HttpServletResponse response, String name, String type, byte[] content)
            throws IOException {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static byte[] pem(List<byte[]> certificates) {
        Base64.Encoder base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
        StringBuilder text = new StringBuilder();
        for (byte[] der : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(base64.encodeToString(der))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
