package org.konsil.web.console.expiry;

import java.time.Instant;

/** A week of the chart. */
public class Week {

    static final int STEP = 24;
    static final int HEIGHT = 120;

    private final int number;
    private final Instant from;
    private final long certificates;
    private final long most;

    Week(int number, Instant from, long certificates, long most) {
        this.number = number;
        this.from = from;
        this.certificates = certificates;
        this.most = most;
    }

    /** Its first instant. */
    public Instant getFrom() {
        return from;
    }

    /** In how many days from now it is over. */
    public int getDays() {
        return 7 * (number + 1);
    }

    /** How many certificates end in it. */
    public long getCertificates() {
        return certificates;
    }

    /** Where its bar stands. */
    public int getX() {
        return number * STEP;
    }

    /** How high its bar is; what is there can be seen, however little it is. */
    public long getBar() {
        return certificates == 0 ? 0 : Math.max(3, certificates * HEIGHT / most);
    }

    /** Where its bar begins, from above. */
    public long getY() {
        return HEIGHT - getBar();
    }
}
