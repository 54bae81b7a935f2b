/** The page of what ends when. */
@NullMarked
package org.konsil.web.console.expiry;

import org.jspecify.annotations.NullMarked;
