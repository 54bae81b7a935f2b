/** Between order and issuance: looks whether the server under a name answers as its account says (RFC 8555, section 8.3). */
@NullMarked
package org.konsil.server.certification.challenge;

import org.jspecify.annotations.NullMarked;
