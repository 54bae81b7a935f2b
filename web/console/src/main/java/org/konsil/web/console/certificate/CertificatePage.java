package org.konsil.web.console.certificate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.Certificates;
import org.konsil.server.access.AccessSettings;
import org.konsil.server.certification.ApprovalKind;
import org.konsil.server.certification.UnknownCertificateException;
import org.konsil.server.certification.approval.ApprovalQueue;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryEntry;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.web.console.frame.NotFound;

/** One certificate, as people read it. */
@Named("certificatePage")
@RequestScoped
public class CertificatePage {

    private static final Set<String> LIVING = Set.of("valid", "hold", "future");

    @Inject
    HttpServletRequest request;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines lines;

    @Inject
    ApprovalQueue approvals;

    @Inject
    PeopleFinder people;

    @Inject
    AccessSettings access;

    private @Nullable InventoryEntry entry;

    /** Looks for it before anything is shown; what does not exist is answered as not found. */
    public void open() throws IOException {
        try {
            entry();
        } catch (UnknownCertificateException unknown) {
            NotFound.answer();
        }
    }

    private InventoryEntry entry() {
        if (entry == null) {
            entry = certificates.require(Serials.require(request.getParameter("serial")));
        }
        return entry;
    }

    private static List<CertificateView> read(List<byte[]> ders) {
        try {
            List<CertificateView> views = new ArrayList<>();
            for (byte[] der : ders) {
                views.add(new CertificateView(Certificates.parse(der)));
            }
            return views;
        } catch (CertificateException e) {
            throw new IllegalStateException("an issued certificate cannot be read", e);
        }
    }

    public CertificateLine getLine() {
        return lines.of(List.of(entry().line())).get(0);
    }

    public CertificateView getView() {
        return getChain().get(0);
    }

    /** The certificate, its CA and the root. */
    public List<CertificateView> getChain() {
        return read(entry().chain());
    }

    public Instant getIssuedAt() {
        return entry().issuedAt();
    }

    /** Why it ended before its time, or is on hold; empty if neither. */
    public String getReason() {
        return entry().revocation().map(InventoryEntry.EntryRevocation::reason).orElse("");
    }

    public Instant getRevokedAt() {
        return entry().revocation().map(InventoryEntry.EntryRevocation::at).orElse(Instant.EPOCH);
    }

    /** The officer's name; the id, if it was a part of the server or somebody who left. */
    public String getRevokedBy() {
        String by = entry().revocation().map(InventoryEntry.EntryRevocation::by).orElse("");
        return people.findBySubject(access.issuer(), by).map(Person::name).orElse(by);
    }

    /** Whether two people are to agree to its release from a hold already. */
    public boolean isReleaseAsked() {
        return approvals.open().stream()
                .anyMatch(order -> order.kind() == ApprovalKind.RELEASE
                        && order.target().equals(entry().line().serial().toString()));
    }

    /** Whether an officer may still end it for good. */
    public boolean isRevocable() {
        return LIVING.contains(getLine().getState());
    }
}
