/** Who is asking: access tokens become callers with roles. */
@NullMarked
package org.konsil.server.access;

import org.jspecify.annotations.NullMarked;
