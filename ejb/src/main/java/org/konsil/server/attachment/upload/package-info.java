/** A member's device leaves a sealed stream in parts, in order; storage takes over. */
@NullMarked
package org.konsil.server.attachment.upload;

import org.jspecify.annotations.NullMarked;
