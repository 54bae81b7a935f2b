package org.konsil.web.console.certificate;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;

/** The search in the certificates: a page at a time, as the database gives it. */
@Named("certificatesPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // read fills it
public class CertificatesPage {

    private static final int LENGTH = 50;
    private static final int BOUND = 10_000;

    @Inject
    HttpServletRequest request;

    @Inject
    CertificateSearch search;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines names;

    private List<CertificateLine> lines;
    private boolean more;
    private long count;

    @PostConstruct
    void read() {
        InventoryFilter filter = search.filter();
        List<CertificateLine> found = names.of(certificates.find(filter, search.after(), LENGTH + 1));
        more = found.size() > LENGTH;
        lines = more ? found.subList(0, LENGTH) : found;
        count = certificates.count(filter, BOUND);
    }

    public List<CertificateLine> getLines() {
        return lines;
    }

    /** How many there are; where nobody counts further, with a plus behind. */
    public String getCount() {
        return count < BOUND ? Long.toString(count) : BOUND + "+";
    }

    public boolean isMore() {
        return more;
    }

    /** The address of the next page. */
    public String getNext() {
        return address("certificates.xhtml") + "&after="
                + lines.get(lines.size() - 1).getSerial();
    }

    /** The address of the first page of the same search. */
    public String getFirst() {
        return address("certificates.xhtml");
    }

    /** Whether this is not the first page. */
    public boolean isLater() {
        return search.after().isPresent();
    }

    /** The address of the same list as a file. */
    public String getTable() {
        return address("certificates.csv");
    }

    private String address(String page) {
        return request.getContextPath() + "/" + page + "?" + search.query();
    }

    /** The kinds to choose from. */
    public List<String> getProfiles() {
        return CertificateProfiles.all().stream().map(CertificateProfile::name).toList();
    }

    /** What is asked for. */
    public CertificateSearch getSearch() {
        return search;
    }
}
