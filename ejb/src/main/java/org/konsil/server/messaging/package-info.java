/** What other features may know of messaging: ids, envelopes, events. */
@NullMarked
package org.konsil.server.messaging;

import org.jspecify.annotations.NullMarked;
