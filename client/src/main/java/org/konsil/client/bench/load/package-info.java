/**
 * Cheap connections: hundreds of them on one thread, with TLS or without. Whoever measures a server on the server's own machine must
 * cost little beside it.
 */
@NullMarked
package org.konsil.client.bench.load;

import org.jspecify.annotations.NullMarked;
