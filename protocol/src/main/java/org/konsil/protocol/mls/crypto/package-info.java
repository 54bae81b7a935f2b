/** The cipher suites (RFC 9420, section 5): labelled signatures, hashes, key derivation and secrets that wipe themselves. */
@NullMarked
package org.konsil.protocol.mls.crypto;

import org.jspecify.annotations.NullMarked;
