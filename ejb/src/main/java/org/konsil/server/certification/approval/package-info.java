/** Between request and issuance: what one person may not do alone waits here for two; what they agreed to is done by others. */
@NullMarked
package org.konsil.server.certification.approval;

import org.jspecify.annotations.NullMarked;
