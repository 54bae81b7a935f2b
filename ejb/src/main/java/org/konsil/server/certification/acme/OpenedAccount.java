package org.konsil.server.certification.acme;

/**
 * The answer to a registration.
 *
 * @param isNew whether there was none before for that key
 */
public record OpenedAccount(ServerAccount account, boolean isNew) {}
