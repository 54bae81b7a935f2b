package org.konsil.support;

/**
 * Somebody of the demo hospital.
 *
 * @param user the name they sign in with
 */
public record DemoPerson(String user) {}
