/** A hospital, its delivery service and the wires between, for tests without a server. */
@org.jspecify.annotations.NullMarked
package org.konsil.client.testing;
