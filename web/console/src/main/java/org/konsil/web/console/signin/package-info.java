/** Who uses the console, and how they leave it. */
@NullMarked
package org.konsil.web.console.signin;

import org.jspecify.annotations.NullMarked;
