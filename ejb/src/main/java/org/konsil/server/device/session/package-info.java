/** After enrolment and certification: a device that proves its key and brings its owner's token may speak. */
@NullMarked
package org.konsil.server.device.session;

import org.jspecify.annotations.NullMarked;
