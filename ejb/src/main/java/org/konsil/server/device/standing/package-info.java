/** What follows from a device's record and the version table, as plain values; posture asks it, nothing comes before it. */
@NullMarked
package org.konsil.server.device.standing;

import org.jspecify.annotations.NullMarked;
