/** Beside the proof's way: others say when a checkpoint was there, so that whoever has the log's key cannot write its past anew. */
@NullMarked
package org.konsil.server.proof.witnessing;

import org.jspecify.annotations.NullMarked;
