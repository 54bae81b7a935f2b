/** Who speaks ACME: signed requests, nonces, accounts and the officers' keys that open them; {@code order} takes over. */
@NullMarked
package org.konsil.server.certification.acme;

import org.jspecify.annotations.NullMarked;
