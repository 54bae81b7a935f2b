package org.konsil.client.bench.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.konsil.client.installation.layout.InstallationException;

/**
 * Cuts an XMPP stream into the elements below its root. It looks for tags and knows nothing else of XML: XMPP has no comments, no processing
 * instructions and no CDATA of its own (RFC 6120, section 11.1), and quotes hold no angle brackets in what servers write.
 */
final class StanzaReader {

    private final StringBuilder partial = new StringBuilder();
    private int scanned;
    private int depth;
    private int begin;

    /** The whole elements that are there now. */
    List<String> read(ByteBuffer bytes) {
        byte[] more = new byte[bytes.remaining()];
        bytes.get(more);
        partial.append(new String(more, StandardCharsets.ISO_8859_1));
        List<String> stanzas = new ArrayList<>();
        int open = partial.indexOf("<", scanned);
        int close = open < 0 ? -1 : partial.indexOf(">", open);
        while (close >= 0) {
            tag(open, close, stanzas);
            scanned = close + 1;
            open = partial.indexOf("<", scanned);
            close = open < 0 ? -1 : partial.indexOf(">", open);
        }
        if (depth <= 1) {
            partial.delete(0, scanned);
            scanned = 0;
        }
        return stanzas;
    }

    private void tag(int open, int close, List<String> stanzas) {
        char first = partial.charAt(open + 1);
        if (first == '?') {
            return;
        }
        if (first != '/' && depth == 1) {
            begin = open;
        }
        if (first == '/') {
            depth--;
        } else if (partial.charAt(close - 1) != '/') {
            depth++;
        }
        if (depth == 1 && (first == '/' || partial.charAt(close - 1) == '/')) {
            stanzas.add(partial.substring(begin, close + 1));
        }
    }

    /** An attribute of the first tag. */
    static String attribute(String stanza, String name) {
        int at = stanza.indexOf(" " + name + "=");
        if (at < 0) {
            throw new InstallationException("no " + name + " in what the XMPP server sent");
        }
        int from = at + name.length() + 2;
        return stanza.substring(from + 1, stanza.indexOf(stanza.charAt(from), from + 1));
    }
}
