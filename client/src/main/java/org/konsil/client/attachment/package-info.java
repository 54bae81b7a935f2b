/** Files that go with messages: sealed here, kept at the server, opened here; its door is {@link org.konsil.client.attachment.Attachments}. */
@NullMarked
package org.konsil.client.attachment;

import org.jspecify.annotations.NullMarked;
