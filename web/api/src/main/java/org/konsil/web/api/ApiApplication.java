package org.konsil.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.api.attachment.AttachmentResource;
import org.konsil.web.api.certification.AcmeBindingResource;
import org.konsil.web.api.certification.ApprovalResource;
import org.konsil.web.api.certification.CertificateRequestResource;
import org.konsil.web.api.certification.CertificateResource;
import org.konsil.web.api.certification.ReissueResource;
import org.konsil.web.api.certification.RevocationResource;
import org.konsil.web.api.device.DeviceResource;
import org.konsil.web.api.directory.SelfResource;
import org.konsil.web.api.platform.HealthResource;
import org.konsil.web.api.platform.InstallationResource;
import org.konsil.web.api.proof.ProofLogResource;

/** The resources under /api/v1. */
@ApplicationPath("api/v1")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return EdgeClasses.before(
                InstallationResource.class,
                HealthResource.class,
                SelfResource.class,
                DeviceResource.class,
                AttachmentResource.class,
                RevocationResource.class,
                ApprovalResource.class,
                CertificateResource.class,
                CertificateRequestResource.class,
                ReissueResource.class,
                AcmeBindingResource.class,
                ProofLogResource.class);
    }
}
