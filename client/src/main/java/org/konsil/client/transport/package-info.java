/** How a device reaches its hospital: plain requests, and the socket with its frames. */
@NullMarked
package org.konsil.client.transport;

import org.jspecify.annotations.NullMarked;
