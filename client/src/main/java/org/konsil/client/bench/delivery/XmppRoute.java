package org.konsil.client.bench.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** From one account to another; letters that stand for ciphertext. */
record XmppRoute(UUID conversation, XmppStation sender, XmppStation reader) implements Route {

    /** As many bytes as one of our messages has. */
    private static final int BODY_BYTES = 1024;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Override
    public List<Station> readers() {
        return List.of(reader);
    }

    @Override
    public List<Parcel> seal(int count) {
        SplittableRandom random = new SplittableRandom();
        List<Parcel> parcels = new ArrayList<>(count);
        for (int at = 0; at < count; at++) {
            StringBuilder body = new StringBuilder(BODY_BYTES);
            random.ints(BODY_BYTES, 0, LETTERS.length()).forEach(letter -> body.append(LETTERS.charAt(letter)));
            parcels.add(new Parcel(this, body.toString().getBytes(StandardCharsets.US_ASCII)));
        }
        return parcels;
    }
}
