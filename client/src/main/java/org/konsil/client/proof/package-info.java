/** Checks a proof log as an auditor does: from its files alone, believing nobody but the hospital's root. */
@NullMarked
package org.konsil.client.proof;

import org.jspecify.annotations.NullMarked;
