package org.konsil.server.certification;

/** In which way somebody asks for a certificate. */
public enum EnrolmentWay {
    /** EST {@code simpleenroll} (RFC 7030, section 4.2.1). */
    EST,
    /** EST {@code simplereenroll} (section 4.2.2): the certified key asks for its next certificate. */
    EST_AGAIN,
    /** A PKCS#10 request handed in through the API. */
    UPLOAD,
    /** Key and certificate handed out together as PKCS#12. */
    HANDOUT
}
