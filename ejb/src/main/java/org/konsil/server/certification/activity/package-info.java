/** Who did what: read from where the other stages keep it anyway, nothing is stored for it. */
@NullMarked
package org.konsil.server.certification.activity;

import org.jspecify.annotations.NullMarked;
