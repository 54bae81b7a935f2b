/** What other features may know of devices: ids, standing, events. */
@NullMarked
package org.konsil.server.device;

import org.jspecify.annotations.NullMarked;
