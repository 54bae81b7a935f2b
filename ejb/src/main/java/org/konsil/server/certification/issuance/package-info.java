/** After the request was accepted: journalled, signed, stored and told in this order; publication shows the result. */
@NullMarked
package org.konsil.server.certification.issuance;

import org.jspecify.annotations.NullMarked;
