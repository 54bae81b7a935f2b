/** The only place that touches a CA's private key; issuance and revocation ask it for signatures. */
@NullMarked
package org.konsil.pki.signer;

import org.jspecify.annotations.NullMarked;
