package org.konsil.client.bench.ledger;

import java.util.Locale;

/**
 * What a ledger says at the end.
 *
 * @param sent handed to the server, each once however often it was repeated
 * @param acknowledged of these, the server said that it has them
 * @param shown to all readers together
 * @param missing acknowledged, and a reader was never shown it
 * @param twice shown to the same reader again
 * @param reordered shown after something that its sender sent later in the same conversation
 * @param foreign shown or acknowledged, and nobody had sent it
 * @param altered shown, and not the bytes that were sent
 */
public record Verdict(
        long sent,
        long acknowledged,
        long shown,
        long missing,
        long twice,
        long reordered,
        long foreign,
        long altered) {

    /** Whether nothing that was acknowledged is missing, and nothing came twice, out of order, altered or from nowhere. */
    public boolean isClean() {
        return missing + twice + reordered + foreign + altered == 0;
    }

    /** Sent and not acknowledged: it may be there or not. */
    public long unknown() {
        return sent - acknowledged;
    }

    /** One line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "sent %d, acknowledged %d, shown %d; missing %d, twice %d, reordered %d, foreign %d, altered %d",
                sent,
                acknowledged,
                shown,
                missing,
                twice,
                reordered,
                foreign,
                altered);
    }
}
