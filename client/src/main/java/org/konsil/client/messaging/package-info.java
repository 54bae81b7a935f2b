/** Conversations of this device: kept, sent, received; its door is {@link org.konsil.client.messaging.Messenger}. */
@NullMarked
package org.konsil.client.messaging;

import org.jspecify.annotations.NullMarked;
