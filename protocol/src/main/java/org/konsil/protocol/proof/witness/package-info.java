/** Who else sees a log: what it asks its witnesses (C2SP tlog-witness), and how many of them must have seen it (C2SP tlog-policy). */
@NullMarked
package org.konsil.protocol.proof.witness;

import org.jspecify.annotations.NullMarked;
