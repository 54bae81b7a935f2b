package org.konsil.web.console.frame;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers instead of a page whose subject does not exist. */
public final class NotFound {

    private NotFound() {}

    /** Ends the answer as not found, before anything was shown. */
    public static void answer() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
        faces.responseComplete();
    }
}
