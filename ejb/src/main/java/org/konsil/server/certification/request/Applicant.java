package org.konsil.server.certification.request;

import org.jspecify.annotations.Nullable;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.Holder;

/**
 * For whom a certificate would be.
 *
 * @param concerned the person, if it is a person's: they have no voice in its approval
 */
record Applicant(
        SubjectNames names, Holder holder, @Nullable Identity concerned) {}
