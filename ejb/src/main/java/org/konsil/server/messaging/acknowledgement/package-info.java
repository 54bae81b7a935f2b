/** Last stage of a message: devices confirm what they hold, the log forgets what all hold, and senders see "delivered". */
@NullMarked
package org.konsil.server.messaging.acknowledgement;

import org.jspecify.annotations.NullMarked;
