/** What anybody may know of this installation. */
@NullMarked
package org.konsil.web.api.platform;

import org.jspecify.annotations.NullMarked;
