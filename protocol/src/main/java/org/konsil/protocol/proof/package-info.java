/** Evidence that others check without us: a Merkle log (RFC 9162) in the text formats of C2SP. Begin at {@link UnverifiedProof}. */
@NullMarked
package org.konsil.protocol.proof;

import org.jspecify.annotations.NullMarked;
