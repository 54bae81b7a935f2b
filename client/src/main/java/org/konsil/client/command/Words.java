package org.konsil.client.command;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.konsil.client.failure.DeviceException;
import org.konsil.client.failure.LockedException;
import org.konsil.client.failure.OfflineException;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;

/** What is said to people about a code, in their language: {@code words.properties}, English, and {@code words_de.properties}. */
final class Words {

    private static final String BUNDLE = "org.konsil.client.command.words";

    private Words() {}

    /** A sentence about a failure: that of its code, else that of its kind. */
    static String of(DeviceException failure) {
        return words().containsKey(failure.code()) ? of(failure.code()) : say(kind(failure), failure.code());
    }

    /** The sentence for a code. */
    static String of(String code) {
        return words().containsKey(code) ? say(code, code) : code;
    }

    /** The sentence of this name, which has to be there, with what it is about. */
    static String of(String key, Object about, Object... more) {
        Object[] all = Stream.concat(Stream.of(about), Arrays.stream(more))
                .map(Object::toString)
                .toArray();
        return MessageFormat.format(words().getString(key), all);
    }

    private static String say(String key, String code) {
        return of(key, (Object) code);
    }

    private static ResourceBundle words() {
        return ResourceBundle.getBundle(
                BUNDLE,
                Locale.getDefault(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static String kind(DeviceException failure) {
        if (failure instanceof OfflineException) {
            return "kind.offline";
        } else if (failure instanceof RefusedException) {
            return "kind.refused";
        } else if (failure instanceof TamperedException) {
            return "kind.tampered";
        } else if (failure instanceof LockedException) {
            return "kind.locked";
        }
        assert failure instanceof StoreException;
        return "kind.store";
    }
}
