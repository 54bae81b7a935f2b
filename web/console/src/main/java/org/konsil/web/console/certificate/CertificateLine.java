package org.konsil.web.console.certificate;

import java.time.Duration;
import java.time.Instant;
import org.konsil.server.certification.inventory.ListedCertificate;

/** A certificate in a list, with what the list shows of it. */
public class CertificateLine {

    private static final String HOLD = "certificateHold";
    private static final int PERCENT = 100;

    private final ListedCertificate listed;
    private final String holderName;
    private final Instant now;

    CertificateLine(ListedCertificate listed, String holderName, Instant now) {
        this.listed = listed;
        this.holderName = holderName;
        this.now = now;
    }

    public String getSerial() {
        return listed.serial().toString();
    }

    /** The kind, without its version. */
    public String getProfile() {
        return listed.profile().split("/", 2)[0];
    }

    /** The version and the hospital's revision. */
    public String getProfileVersion() {
        return listed.profile().substring(getProfile().length() + 1);
    }

    /** The holder's id: device, person, server or function. */
    public String getHolder() {
        return listed.holder();
    }

    /** The person's name; the holder's id if it is nobody's. */
    public String getHolderName() {
        return holderName;
    }

    /** Whether it is a person's, or a device's of theirs. */
    public boolean isPersonal() {
        return listed.user().isPresent();
    }

    public Instant getNotBefore() {
        return listed.notBefore();
    }

    public Instant getNotAfter() {
        return listed.notAfter();
    }

    /** How it stands: {@code valid}, {@code future}, {@code expired}, {@code revoked} or {@code hold}. */
    public String getState() {
        if (listed.revoked().isPresent()) {
            return listed.revoked().get().equals(HOLD) ? "hold" : "revoked";
        }
        if (now.isBefore(listed.notBefore())) {
            return "future";
        }
        // The last second lasts a whole second (RFC 5280, section 4.1.2.5).
        return now.isBefore(listed.notAfter().plusSeconds(1)) ? "valid" : "expired";
    }

    /** How much of its life is over, in percent. */
    public int getElapsedPercent() {
        long life = Duration.between(listed.notBefore(), listed.notAfter()).toSeconds();
        long over = Duration.between(listed.notBefore(), now).toSeconds();
        return life <= 0 ? PERCENT : (int) Math.max(0, Math.min(PERCENT, over * PERCENT / life));
    }

    /** Whole days that are left, 0 if none. */
    public long getDaysLeft() {
        return Math.max(0, Duration.between(now, listed.notAfter()).toDays());
    }
}
