/** MLS (RFC 9420): strict, bounded reading and writing of its structures, and their signatures. */
@NullMarked
package org.konsil.protocol.mls;

import org.jspecify.annotations.NullMarked;
