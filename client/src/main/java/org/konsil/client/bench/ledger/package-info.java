/** Who sent what, what was acknowledged and what was shown: the account of a run, for figures and for faults alike. */
@NullMarked
package org.konsil.client.bench.ledger;

import org.jspecify.annotations.NullMarked;
