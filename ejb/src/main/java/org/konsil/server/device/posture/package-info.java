/** Whether a piece of hardware may hold keys; enrolment and certification ask before they go on. */
@NullMarked
package org.konsil.server.device.posture;

import org.jspecify.annotations.NullMarked;
