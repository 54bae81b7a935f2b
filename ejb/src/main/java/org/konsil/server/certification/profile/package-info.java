/** Which certificates there are, as the hospital narrowed them; request and issuance ask, nothing here is ever overwritten. */
@NullMarked
package org.konsil.server.certification.profile;

import org.jspecify.annotations.NullMarked;
