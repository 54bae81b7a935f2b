/** Certificates as values: no server, no database. */
@NullMarked
package org.konsil.pki;

import org.jspecify.annotations.NullMarked;
