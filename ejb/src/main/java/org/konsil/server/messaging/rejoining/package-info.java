/** A device that is no member, or lost its state, finds here what it needs to come back; submission takes its commit. */
@NullMarked
package org.konsil.server.messaging.rejoining;

import org.jspecify.annotations.NullMarked;
