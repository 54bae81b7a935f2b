package org.konsil.web.pki;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.api.EdgeClasses;

/** EST for every profile that is asked for in this way; the profile is EST's "label" (RFC 7030, section 3.2.2). */
@ApplicationPath(".well-known/est")
public class EstApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return EdgeClasses.before(EstResource.class);
    }
}
