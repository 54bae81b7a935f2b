/** What certificates of a kind look like, and the names a device certificate carries; {@code lint} and {@code issuance} read it. */
@NullMarked
package org.konsil.pki.profile;

import org.jspecify.annotations.NullMarked;
