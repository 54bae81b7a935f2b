package org.konsil.pki.profile;

/** How a holder is named; {@code lint} knows each form's rules, and each has its own record of names. */
public enum NameForm {
    /** {@code O, CN} and nothing else: {@link AuthorityNames}. */
    AUTHORITY,
    /** {@code O, CN=<device>} and two URIs, no person's name: {@link DeviceNames}. */
    DEVICE,
    /** {@code O, CN, serialNumber=<staff id>} and a URI of the same id: {@link StaffNames}. */
    STAFF,
    /** DNS names in the subjectAltName, the subject is empty or the first of them: {@link ServerNames}. */
    SERVER,
    /** {@code O, CN} of a part of the server: {@link FunctionNames}. */
    FUNCTION
}
