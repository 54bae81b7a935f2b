package org.konsil.web.pki;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.api.EdgeClasses;

/** What certificates point to; the only path that answers over http. */
@ApplicationPath("pki")
public class CertificateFileApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return EdgeClasses.before(CertificateFileResource.class, StatusResource.class, TimeStampResource.class);
    }
}
