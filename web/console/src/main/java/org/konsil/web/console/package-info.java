/** The administrators' console, one package for each feature. */
@NullMarked
package org.konsil.web.console;

import org.jspecify.annotations.NullMarked;
