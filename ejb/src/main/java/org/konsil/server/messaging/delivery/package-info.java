/** What queueing keeps is given to each device from its cursor on; acknowledgement takes over. */
@NullMarked
package org.konsil.server.messaging.delivery;

import org.jspecify.annotations.NullMarked;
