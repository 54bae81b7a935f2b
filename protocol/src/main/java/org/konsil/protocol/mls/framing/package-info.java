/** The messages on the wire: public, private, and the envelope around every kind (RFC 9420, section 6). */
@NullMarked
package org.konsil.protocol.mls.framing;

import org.jspecify.annotations.NullMarked;
