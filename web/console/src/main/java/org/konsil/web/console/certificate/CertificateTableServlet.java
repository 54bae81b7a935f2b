package org.konsil.web.console.certificate;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.certification.inventory.ListedCertificate;

/**
 * What a search found, all of it, as CSV (RFC 4180) with instants in UTC. Ids only: the file may go to people who may not see names.
 * Each field is an id, an instant or a word of ours, so that no spreadsheet takes one for a formula.
 */
@WebServlet("/certificates.csv")
public class CertificateTableServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 1000;

    @Inject
    transient CertificateSearch search;

    @Inject
    transient CertificateList certificates;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;header=present");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"certificates.csv\"");
        response.setHeader("Cache-Control", "no-store");
        PrintWriter out = response.getWriter();
        out.print("serial,profile,holder,not_before,not_after,revoked\r\n");
        InventoryFilter filter = search.filter();
        Optional<CertificateSerial> after = Optional.empty();
        List<ListedCertificate> page;
        do {
            page = certificates.find(filter, after, PAGE);
            page.forEach(line -> write(out, line));
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).serial());
        } while (page.size() == PAGE);
    }

    private static void write(PrintWriter out, ListedCertificate line) {
        out.print(String.join(
                        ",",
                        line.serial().toString(),
                        line.profile(),
                        line.holder(),
                        line.notBefore().toString(),
                        line.notAfter().toString(),
                        line.revoked().orElse(""))
                + "\r\n");
    }
}
