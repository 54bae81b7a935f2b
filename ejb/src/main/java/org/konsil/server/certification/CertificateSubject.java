package org.konsil.server.certification;

import java.util.UUID;

/**
 * What a device certificate says of its holder; it comes from the directory, never from the request.
 *
 * @param user the person's random id
 * @param device the device's id
 */
public record CertificateSubject(UUID user, UUID device) {}
