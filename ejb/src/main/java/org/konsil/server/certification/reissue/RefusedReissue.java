package org.konsil.server.certification.reissue;

import org.konsil.server.certification.CertificateSerial;

/**
 * A certificate that was not made anew.
 *
 * @param serial of the one that the holder still has
 * @param holder an id, never a person's name; empty if the certificate is long gone
 * @param reason as {@link org.konsil.server.certification.ReissueRefusal} writes it
 */
public record RefusedReissue(CertificateSerial serial, String holder, String reason) {}
