/** Who did what, and what the proof log says. */
@NullMarked
package org.konsil.web.console.activity;

import org.jspecify.annotations.NullMarked;
