package org.konsil.web.console.hardware;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.device.HardwareLabelException;
import org.konsil.server.device.HardwareListedException;
import org.konsil.server.device.hardware.AskedHardware;
import org.konsil.server.device.hardware.HardwareRegister;
import org.konsil.server.directory.Person;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.directory.UserId;
import org.konsil.server.directory.lookup.PeopleFinder;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.web.console.frame.ConsolePage;
import org.konsil.web.console.frame.Notices;
import org.konsil.web.console.frame.ProvenAct;
import org.konsil.web.console.signin.CurrentOfficer;

/** Asks for hardware to be approved, for the person of the address or for everybody, and shows its code once. */
@Named("hardwareNewPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // Faces fills it
public class HardwareNewPage {

    @Inject
    HttpServletRequest request;

    @Inject
    HardwareRegister register;

    @Inject
    PeopleFinder people;

    @Inject
    CurrentOfficer officer;

    @Inject
    ProvenAct proven;

    @Inject
    Notices notices;

    private String label = "";
    private @Nullable AskedHardware asked;

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    /** The id of the person whose it is to be, as the address has it; empty if it is to be shared. */
    public String getUser() {
        @Nullable String user = request.getParameter("user");
        return user == null ? "" : user;
    }

    /** Whose it is to be; null if it is to be shared, or nobody is known by that id. */
    public @Nullable Person getOwner() {
        try {
            return HardwareAddress.find(getUser())
                    .map(id -> people.require(new UserId(id)))
                    .orElse(null);
        } catch (UnknownPersonException unknown) {
            return null;
        }
    }

    /** What was asked for a moment ago; null before. */
    public @Nullable AskedHardware getAsked() {
        return asked;
    }

    /** Asks, and stays here: the code is shown by this answer and never again. */
    public @Nullable String ask() {
        Caller caller = officer.requireFor(ConsolePage.HARDWARE_NEW);
        @Nullable Person owner = getOwner();
        if (owner == null && !getUser().isEmpty()) {
            return notices.refuse("refused.hardware-person");
        }
        try {
            proven.carryOut(() -> asked =
                    register.ask(caller, label, Optional.ofNullable(owner).map(Person::id)));
            return null;
        } catch (HardwareLabelException refused) {
            return notices.refuse("refused.hardware-label");
        } catch (HardwareListedException refused) {
            return notices.refuse("refused.hardware-listed");
        } catch (UnknownPersonException refused) {
            return notices.refuse("refused.hardware-person");
        } catch (ProofPendingException pending) {
            return notices.warn("refused.proof-pending");
        }
    }
}
