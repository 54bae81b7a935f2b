/** First stage: a PKCS#10 request becomes a checked key and claims; {@code issuance} takes the key, nobody copies the claims. */
@NullMarked
package org.konsil.pki.request;

import org.jspecify.annotations.NullMarked;
