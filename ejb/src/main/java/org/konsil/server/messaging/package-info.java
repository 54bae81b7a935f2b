/** What other features may know of messaging: ids, envelopes, events, refusals. */
@NullMarked
package org.konsil.server.messaging;

import org.jspecify.annotations.NullMarked;
