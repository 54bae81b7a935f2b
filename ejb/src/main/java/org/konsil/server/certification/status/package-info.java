/** After issuance and revocation: what is said of a certificate to whoever asks (OCSP), and the lease of a device. */
@NullMarked
package org.konsil.server.certification.status;

import org.jspecify.annotations.NullMarked;
