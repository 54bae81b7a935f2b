/** Last stage: a certificate ends before its time; the list is renewed and the device feature told in the same transaction. */
@NullMarked
package org.konsil.server.certification.revocation;

import org.jspecify.annotations.NullMarked;
