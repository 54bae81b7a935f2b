/** The ratchet tree (RFC 9420, section 7). */
@NullMarked
package org.konsil.protocol.mls.tree;

import org.jspecify.annotations.NullMarked;
