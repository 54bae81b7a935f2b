/** What registration officers do with certificates. */
@NullMarked
package org.konsil.web.api.certification;

import org.jspecify.annotations.NullMarked;
