package org.konsil.server.access;

/** Who somebody is, in the only form that counts: issuer and subject of their token, never a name or an address. */
public record Identity(String issuer, String subject) {}
