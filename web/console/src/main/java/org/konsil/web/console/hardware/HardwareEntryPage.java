package org.konsil.web.console.hardware;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Caller;
import org.konsil.server.certification.inventory.CertificateList;
import org.konsil.server.certification.inventory.InventoryFilter;
import org.konsil.server.device.Hardware;
import org.konsil.server.device.HardwareNotApprovedException;
import org.konsil.server.device.RegisteredDevice;
import org.konsil.server.device.UnknownHardwareException;
import org.konsil.server.device.enrolment.DeviceRegister;
import org.konsil.server.device.hardware.HardwareRegister;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.web.console.certificate.CertificateLine;
import org.konsil.web.console.certificate.CertificateLines;
import org.konsil.web.console.frame.ConsolePage;
import org.konsil.web.console.frame.NotFound;
import org.konsil.web.console.frame.Notices;
import org.konsil.web.console.frame.ProvenAct;
import org.konsil.web.console.signin.CurrentOfficer;

/** One piece of hardware with what is installed on it, and its end. */
@Named("hardwareEntryPage")
@RequestScoped
@SuppressWarnings("NullAway.Init") // open fills it
public class HardwareEntryPage {

    private static final int SHOWN = 20;

    @Inject
    HttpServletRequest request;

    @Inject
    HardwareRegister register;

    @Inject
    DeviceRegister devices;

    @Inject
    CertificateList certificates;

    @Inject
    CertificateLines certificateLines;

    @Inject
    HardwareLines lines;

    @Inject
    CurrentOfficer officer;

    @Inject
    ProvenAct proven;

    @Inject
    Notices notices;

    private @Nullable Hardware hardware;

    /** Reads it before anything is shown; what does not exist is answered as not found. */
    public void open() throws IOException {
        try {
            hardware();
        } catch (UnknownHardwareException unknown) {
            NotFound.answer();
        }
    }

    private Hardware hardware() {
        if (hardware == null) {
            hardware = register.require(HardwareAddress.require(request.getParameter("id")));
        }
        return hardware;
    }

    public HardwareLine getLine() {
        return lines.of(List.of(hardware())).get(0);
    }

    /** The id of the request that it came with; empty once that is forgotten. */
    public String getRequest() {
        return register.findRequest(hardware()).map(UUID::toString).orElse("");
    }

    /** The certificates of what is installed on it. */
    public List<CertificateLine> getCertificates() {
        return devices.onHardware(hardware().id()).stream()
                .limit(SHOWN)
                .flatMap(device -> certificatesOf(device).stream())
                .toList();
    }

    private List<CertificateLine> certificatesOf(RegisteredDevice device) {
        return certificateLines.of(
                certificates.find(InventoryFilter.ofHolder(device.id().toString()), Optional.empty(), SHOWN));
    }

    /** Takes it off the list, and goes back to it once the proof log has it. */
    public @Nullable String end() {
        Caller caller = officer.requireFor(ConsolePage.HARDWARE_END);
        try {
            proven.carryOut(() -> register.end(caller, hardware().id()));
            return "/hardware-entry.xhtml?faces-redirect=true&id=" + hardware().id();
        } catch (HardwareNotApprovedException refused) {
            return notices.refuse("refused.hardware-asked");
        } catch (ProofPendingException pending) {
            return notices.warn("refused.proof-pending");
        }
    }
}
