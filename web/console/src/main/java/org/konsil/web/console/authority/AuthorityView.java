package org.konsil.web.console.authority;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.konsil.pki.Certificates;

/** A CA as the picture shows it. */
public class AuthorityView {

    static final int COLUMN = 240;
    private static final int BAR = 200;
    private static final int PERCENT = 100;

    private final String name;
    private final X509Certificate certificate;
    private final Instant now;
    private final int column;

    AuthorityView(String name, X509Certificate certificate, Instant now, int column) {
        this.name = name;
        this.certificate = certificate;
        this.now = now;
        this.column = column;
    }

    /** Which of them: {@code root}, {@code staff-ca}, {@code device-ca} or {@code service-ca}. */
    public String getName() {
        return name;
    }

    /** The name in the certificate. */
    public String getSubject() {
        return certificate.getSubjectX500Principal().getName();
    }

    public Instant getNotBefore() {
        return certificate.getNotBefore().toInstant();
    }

    public Instant getNotAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /** How it stands: {@code valid}, {@code future} or {@code expired}. */
    public String getState() {
        if (now.isBefore(getNotBefore())) {
            return "future";
        }
        return now.isBefore(getNotAfter().plusSeconds(1)) ? "valid" : "expired";
    }

    /** Whole days that are left, 0 if none. */
    public long getDaysLeft() {
        return Math.max(0, Duration.between(now, getNotAfter()).toDays());
    }

    /** How much of its life is over, in percent. */
    public int getElapsedPercent() {
        long life = Duration.between(getNotBefore(), getNotAfter()).toSeconds();
        long over = Duration.between(getNotBefore(), now).toSeconds();
        return life <= 0 ? PERCENT : (int) Math.max(0, Math.min(PERCENT, over * PERCENT / life));
    }

    /** The same in units of the picture. */
    public int getElapsedWidth() {
        return getElapsedPercent() * BAR / PERCENT;
    }

    /** Where it stands in the picture. */
    public int getX() {
        return column * COLUMN;
    }

    /** The middle of its box. */
    public int getMiddle() {
        return getX() + COLUMN / 2;
    }

    /** SHA-256 over the certificate. */
    public String getFingerprint() {
        return Certificates.sha256(certificate);
    }
}
