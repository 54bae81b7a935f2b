package org.konsil.client.command;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Locale;
import java.util.Map;
import org.konsil.pki.ceremony.CeremonyTranscript;

/**
 * The two fingerprints of a ceremony as a QR code (ISO/IEC 18004) of text characters: it leaves the offline machine through a
 * camera, and nothing has to be typed.
 */
final class CeremonyCode {

    private static final int QUIET = 4;

    private CeremonyCode() {}

    /** What the code says; digits, capitals and colons alone, so that the code stays small. */
    static String content(CeremonyTranscript transcript) {
        return ("KONSIL CEREMONY:ROOT:" + transcript.rootSha256() + ":TRANSCRIPT:" + transcript.sha256())
                .toUpperCase(Locale.ROOT);
    }

    /** Two rows of modules in a line of half blocks, dark on light whatever the terminal's colours are. */
    static String of(CeremonyTranscript transcript) {
        BitMatrix code = modules(content(transcript));
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y += 2) {
            for (int x = 0; x < code.getWidth(); x++) {
                boolean upper = code.get(x, y);
                boolean lower = y + 1 < code.getHeight() && code.get(x, y + 1);
                text.append(upper ? lower ? ' ' : '\u2584' : lower ? '\u2580' : '\u2588');
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    private static BitMatrix modules(String content) {
        try {
            return new QRCodeWriter()
                    .encode(
                            content,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M));
        } catch (WriterException e) {
            throw new IllegalStateException("two fingerprints fit into a code", e);
        }
    }
}
