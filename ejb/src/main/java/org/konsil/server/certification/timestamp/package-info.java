/** Beside the certificates: the server says when a digest was known (RFC 3161), once two people allowed it to. */
@NullMarked
package org.konsil.server.certification.timestamp;

import org.jspecify.annotations.NullMarked;
