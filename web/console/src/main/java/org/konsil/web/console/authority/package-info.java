/** The page of the hospital's CAs and of what they publish. */
@NullMarked
package org.konsil.web.console.authority;

import org.jspecify.annotations.NullMarked;
