package org.konsil.web.console.certificate;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.revocation.RevocationReason;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.NotOnHoldException;
import org.konsil.server.certification.UnknownCertificateException;
import org.konsil.server.certification.revocation.CertificateRevoker;
import org.konsil.server.certification.revocation.HoldRelease;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.web.console.frame.ConsolePage;
import org.konsil.web.console.frame.Notices;
import org.konsil.web.console.frame.ProvenAct;
import org.konsil.web.console.signin.CurrentOfficer;

/** Ends a certificate, holds it, or asks for the end of a hold: the page has said what follows before the button is there. */
@Named("revocationPage")
@RequestScoped
public class RevocationPage {

    private static final List<String> ACTS = List.of("revoke", "hold", "release");

    @Inject
    HttpServletRequest request;

    @Inject
    CurrentOfficer officer;

    @Inject
    CertificateRevoker revoker;

    @Inject
    HoldRelease holds;

    @Inject
    ProvenAct proven;

    @Inject
    Notices notices;

    private String reason = "";

    /** What is to be done: {@code revoke}, {@code hold} or {@code release}. */
    public String getAct() {
        @Nullable String act = request.getParameter("act");
        return act != null && ACTS.contains(act) ? act : ACTS.get(0);
    }

    /** The reasons to choose from; a hold is an act of its own. */
    public List<String> getReasons() {
        return Stream.of(RevocationReason.values())
                .filter(known -> known != RevocationReason.CERTIFICATE_HOLD && known != RevocationReason.CA_COMPROMISE)
                .map(RevocationReason::text)
                .toList();
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    /** Does it, and goes back to the certificate once the proof log has it; stays here and says why if it was refused. */
    public @Nullable String act() {
        Caller caller = officer.requireFor(ConsolePage.REVOCATION);
        try {
            CertificateSerial known = Serials.require(request.getParameter("serial"));
            proven.carryOut(() -> act(caller, known));
            return "/certificate.xhtml?faces-redirect=true&serial=" + known;
        } catch (NotOnHoldException refused) {
            return notices.refuse("refused.not-on-hold");
        } catch (UnknownCertificateException refused) {
            return notices.refuse("refused.unknown-certificate");
        } catch (ProofPendingException pending) {
            return notices.warn("refused.proof-pending");
        }
    }

    private void act(Caller caller, CertificateSerial serial) {
        switch (getAct()) {
            case "hold" -> revoker.revoke(caller, serial, RevocationReason.CERTIFICATE_HOLD);
            case "release" -> holds.ask(caller, serial);
            default ->
                revoker.revoke(caller, serial, RevocationReason.find(reason).orElse(RevocationReason.UNSPECIFIED));
        }
    }
}
