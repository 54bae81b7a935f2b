/** What nobody waits for any more: a device that was put out confirms nothing, and the log forgets what all others hold. */
@NullMarked
package org.konsil.server.messaging.acknowledgement;

import org.jspecify.annotations.NullMarked;
