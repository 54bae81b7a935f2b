/** Second stage of the proof: what waits gets its place, hashes and checkpoint in one commit; proving gives it out. */
@NullMarked
package org.konsil.server.proof.sequencing;

import org.jspecify.annotations.NullMarked;
