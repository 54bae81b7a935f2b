/** After issuance and revocation: which certificates are good, for the server's own features and, as signed lists, for everybody. */
@NullMarked
package org.konsil.server.certification.publication;

import org.jspecify.annotations.NullMarked;
