/** Revoked serials become a signed list; {@code status} reads it on the other side. */
@NullMarked
package org.konsil.pki.revocation;

import org.jspecify.annotations.NullMarked;
