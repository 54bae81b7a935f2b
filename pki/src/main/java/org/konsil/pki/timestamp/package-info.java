/** A digest becomes a signed statement of the time (RFC 3161, RFC 5816); everybody can check it, and the proof log asks daily. */
@NullMarked
package org.konsil.pki.timestamp;

import org.jspecify.annotations.NullMarked;
