/** The key with which the server proposes removals: certified by the Service CA, kept sealed; the stage removal signs with it. */
@NullMarked
package org.konsil.server.messaging.signing;

import org.jspecify.annotations.NullMarked;
