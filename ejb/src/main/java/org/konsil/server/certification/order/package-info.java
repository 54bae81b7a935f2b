/** A server's order for a certificate: names, their proofs, the certificate, its end; {@code challenge} looks at the names. */
@NullMarked
package org.konsil.server.certification.order;

import org.jspecify.annotations.NullMarked;
