/** First stage of a message: what a device sends is checked without being readable; queueing takes over. */
@NullMarked
package org.konsil.server.messaging.submission;

import org.jspecify.annotations.NullMarked;
