/** A person's device becomes known, after posture admitted its hardware and before certification. */
@NullMarked
package org.konsil.server.device.enrolment;

import org.jspecify.annotations.NullMarked;
