/** Last stage of the proof: the log's files, read-only, as the auditor fetches them. */
@NullMarked
package org.konsil.server.proof.proving;

import org.jspecify.annotations.NullMarked;
