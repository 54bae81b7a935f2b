package org.konsil.server.certification.profile;

import java.time.Instant;
import java.util.UUID;
import org.konsil.pki.profile.ProfileChange;

/**
 * A change that two people agreed to.
 *
 * @param revision counted from 1
 * @param approval the request that led to it
 */
public record ProfileRevision(int revision, ProfileChange change, UUID approval, Instant decidedAt) {}
