/** What MLS costs: one run measures our library beside Bouncy Castle's, and what each operation of ours writes and sends. */
@NullMarked
package org.konsil.bench.mls;

import org.jspecify.annotations.NullMarked;
