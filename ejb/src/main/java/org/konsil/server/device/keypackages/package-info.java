/** After certification: devices leave key packages here, and whoever writes to them takes one; messaging goes on with it. */
@NullMarked
package org.konsil.server.device.keypackages;

import org.jspecify.annotations.NullMarked;
