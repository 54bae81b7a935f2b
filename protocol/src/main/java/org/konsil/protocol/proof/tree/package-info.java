/** The Merkle tree of RFC 9162 section 2.1: its hash, who is in it, and that it only grew. */
@NullMarked
package org.konsil.protocol.proof.tree;

import org.jspecify.annotations.NullMarked;
