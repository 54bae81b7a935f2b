/** Who this device is and whom it believes: its key and certificate, the chains of others, the list of the revoked. */
@NullMarked
package org.konsil.client.identity;

import org.jspecify.annotations.NullMarked;
