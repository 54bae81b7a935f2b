package org.konsil.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Tells people on top of the page what became of what they asked for. */
@RequestScoped
public class Notices {

    @Inject
    Words words;

    /** It was not done. Stays on the page: what was typed is kept. */
    public @Nullable String refuse(String key) {
        return say(FacesMessage.SEVERITY_ERROR, key);
    }

    /** It was done, but something is left to look at. Stays on the page. */
    public @Nullable String warn(String key) {
        return say(FacesMessage.SEVERITY_WARN, key);
    }

    private @Nullable String say(FacesMessage.Severity severity, String key) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, words.text(key), null));
        return null;
    }
}
