/** The hospital's issuing CAs as they run: opened and tested at start; issuance and publication sign through them. */
@NullMarked
package org.konsil.server.certification.authority;

import org.jspecify.annotations.NullMarked;
