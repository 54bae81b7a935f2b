/** How the server is and what it stands on, and for whatever is not well, what to do about it. */
@NullMarked
package org.konsil.web.console.health;

import org.jspecify.annotations.NullMarked;
