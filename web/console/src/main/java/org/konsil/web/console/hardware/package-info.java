/** The pages of the hardware that may hold keys. */
@NullMarked
package org.konsil.web.console.hardware;

import org.jspecify.annotations.NullMarked;
