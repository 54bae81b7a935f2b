/** The Device CA as it runs: opened and tested at start; issuance and publication sign through it. */
@NullMarked
package org.konsil.server.certification.authority;

import org.jspecify.annotations.NullMarked;
