package org.konsil.server.device;

/** How far a piece of hardware may be used (D1–D3), from all to nothing; the order counts. */
public enum Grade {
    /** Nothing is amiss. */
    GOOD("good"),
    /** Everything works, and its owner is told until when. */
    WARN("warn"),
    /** It may receive, and send what is urgent. */
    URGENT_ONLY("urgent-only"),
    /** It may do nothing. */
    BLOCKED("blocked");

    private final String text;

    Grade(String text) {
        this.text = text;
    }

    /** The name in JSON and in the proof log. */
    public String text() {
        return text;
    }

    /** The stricter of the two. */
    public Grade or(Grade other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
