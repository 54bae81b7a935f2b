/** A question for a certificate's status becomes a signed answer (OCSP, RFC 6960); {@code status} and every foreign client read it. */
@NullMarked
package org.konsil.pki.responder;

import org.jspecify.annotations.NullMarked;
