package org.konsil.server.certification.approval;

import org.jspecify.annotations.Nullable;
import org.konsil.server.access.Identity;
import org.konsil.server.certification.ApprovalKind;

/**
 * What is to be done once two people agreed.
 *
 * @param target what it is about: a profile or a serial, an id in any case
 * @param content what those who do it need; the same content is the same order
 * @param concerned whose certificate it is about; null if it is nobody's
 */
public record Order(
        ApprovalKind kind,
        String target,
        byte[] content,
        @Nullable Identity concerned) {}
