/** Before anything else: whether the caller's devices are in the conversation; uploads and downloads take over. */
@NullMarked
package org.konsil.server.attachment.admission;

import org.jspecify.annotations.NullMarked;
