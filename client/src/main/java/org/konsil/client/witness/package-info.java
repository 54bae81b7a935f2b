/** A witness of proof logs (C2SP tlog-witness): runs elsewhere, remembers what it saw, and signs only what goes on from there. */
@NullMarked
package org.konsil.client.witness;

import org.jspecify.annotations.NullMarked;
