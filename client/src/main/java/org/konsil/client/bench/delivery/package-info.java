/** Measures the delivery of messages: hundreds of devices, each on a socket of its own, with a ledger of what became of each message. */
@NullMarked
package org.konsil.client.bench.delivery;

import org.jspecify.annotations.NullMarked;
