/** Any chain up to a pinned root, by RFC 5280 and by our profiles; who accepts certificates of other kinds than a device's asks here. */
@NullMarked
package org.konsil.pki.chain;

import org.jspecify.annotations.NullMarked;
