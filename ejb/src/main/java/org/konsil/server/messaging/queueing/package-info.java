/** What submission accepted stands in the conversation's log here, in order, until delivery and acknowledgement are done with it. */
@NullMarked
package org.konsil.server.messaging.queueing;

import org.jspecify.annotations.NullMarked;
