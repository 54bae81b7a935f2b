/** How the bytes of RFC 9420 are read and written: bounded, minimal, no surprises; everything else in mls stands on it. */
@NullMarked
package org.konsil.protocol.mls.codec;

import org.jspecify.annotations.NullMarked;
