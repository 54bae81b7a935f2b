package org.konsil.web.pki.acme;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.access.BearerFilter;
import org.konsil.web.access.BodyLimit;

/** ACME: no token opens anything here, a signature does; refusals speak its own language. */
@ApplicationPath("acme")
public class AcmeApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                BearerFilter.class,
                BodyLimit.class,
                AcmeBudget.class,
                AcmeProblemMapper.class,
                AcmeAnswerFilter.class,
                AcmeDirectoryResource.class,
                AcmeAccountResource.class,
                AcmeOrderResource.class,
                AcmeCertificateResource.class);
    }
}
