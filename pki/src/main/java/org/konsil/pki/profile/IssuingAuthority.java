package org.konsil.pki.profile;

/** One of the hospital's four authorities: the root signs the other three, they sign everything else. */
public enum IssuingAuthority {
    /** Offline; issues issuing CAs only. */
    ROOT,
    /** Signature and login certificates of people, with four eyes. */
    STAFF,
    /** Certificates of devices, without a person looking. */
    DEVICE,
    /** TLS servers, time stamps, the proof log, the delivery service. */
    SERVICE
}
