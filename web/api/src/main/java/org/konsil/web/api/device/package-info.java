/** A person's devices. */
@NullMarked
package org.konsil.web.api.device;

import org.jspecify.annotations.NullMarked;
