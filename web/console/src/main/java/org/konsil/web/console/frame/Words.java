package org.konsil.web.console.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Texts whose key is only known when the page is shown, and texts with numbers in them. */
@Named("words")
@RequestScoped
public class Words {

    static final String BUNDLE = "org.konsil.web.console.text";

    @Inject
    Language language;

    /** The text of {@code prefix.key}; the key itself if nobody named it, such as an identifier of somebody else's. */
    public String of(String prefix, String key) {
        String whole = prefix + "." + key;
        return bundle().containsKey(whole) ? bundle().getString(whole) : key;
    }

    /** The text of the key. */
    public String text(String key) {
        return bundle().getString(key);
    }

    /** The text with this in the place of {@code {0}}. */
    public String with(String key, Object value) {
        return new MessageFormat(bundle().getString(key), language.getLocale()).format(new Object[] {value});
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, language.getLocale());
    }
}
