package org.konsil.server.messaging.submission;

import org.jspecify.annotations.Nullable;
import org.konsil.server.device.DeviceId;
import org.konsil.server.directory.UserId;
import org.konsil.server.messaging.queueing.Member;

/**
 * Who commits.
 *
 * @param device which device
 * @param owner whose
 * @param member its place in the roster, null if it has none
 */
record Committer(DeviceId device, UserId owner, @Nullable Member member) {}
