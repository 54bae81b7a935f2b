/** Signed texts (C2SP signed-note), and what a log and its witnesses sign with them: checkpoints and cosignatures. */
@NullMarked
package org.konsil.protocol.proof.note;

import org.jspecify.annotations.NullMarked;
