/** Reads a certificate as a stranger would and lists what its profile forbids; {@code issuance} asks before it signs. */
@NullMarked
package org.konsil.pki.lint;

import org.jspecify.annotations.NullMarked;
