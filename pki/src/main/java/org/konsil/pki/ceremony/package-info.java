/** How the hospital's CAs and its server certificate come to be: once at first start, then renewals; {@code signer} uses the result. */
@NullMarked
package org.konsil.pki.ceremony;

import org.jspecify.annotations.NullMarked;
