/** What is configured, and where that differs from the declared baseline (A10). */
@NullMarked
package org.konsil.web.console.settings;

import org.jspecify.annotations.NullMarked;
