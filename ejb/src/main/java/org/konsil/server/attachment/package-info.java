/** What other features may know of attachments: ids, what was announced, where an upload stands, refusals. */
@NullMarked
package org.konsil.server.attachment;

import org.jspecify.annotations.NullMarked;
