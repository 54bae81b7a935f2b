/** How a log lies in files (C2SP tlog-tiles): hashes and entries, 256 in a file. */
@NullMarked
package org.konsil.protocol.proof.tile;

import org.jspecify.annotations.NullMarked;
