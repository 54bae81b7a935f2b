/** Who may call a resource: the token is checked, then the role, before the resource hears of it. */
@NullMarked
package org.konsil.web.access;

import org.jspecify.annotations.NullMarked;
