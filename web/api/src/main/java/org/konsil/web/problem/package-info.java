/** Refusals become problem documents (RFC 9457), here and nowhere else. */
@NullMarked
package org.konsil.web.problem;

import org.jspecify.annotations.NullMarked;
