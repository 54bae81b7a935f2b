/** Members fetch a whole blob, or any piece of it. */
@NullMarked
package org.konsil.server.attachment.download;

import org.jspecify.annotations.NullMarked;
