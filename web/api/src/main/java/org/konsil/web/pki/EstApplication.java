package org.konsil.web.pki;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.api.EdgeClasses;

/** EST for the one profile that it issues; the profile is EST's "label" (RFC 7030, section 3.2.2). */
@ApplicationPath(".well-known/est/staff-device")
public class EstApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return EdgeClasses.before(EstResource.class);
    }
}
