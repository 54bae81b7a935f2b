/** First stage of the proof: every act is written down in its own transaction; sequencing takes over. */
@NullMarked
package org.konsil.server.proof.recording;

import org.jspecify.annotations.NullMarked;
