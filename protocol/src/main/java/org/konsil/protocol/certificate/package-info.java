/** What devices and server say of certificates to each other, beside the certificates themselves. */
@NullMarked
package org.konsil.protocol.certificate;

import org.jspecify.annotations.NullMarked;
