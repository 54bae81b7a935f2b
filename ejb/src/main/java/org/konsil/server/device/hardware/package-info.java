/** The hospital's list of hardware that may hold keys, kept by two people. */
@NullMarked
package org.konsil.server.device.hardware;

import org.jspecify.annotations.NullMarked;
