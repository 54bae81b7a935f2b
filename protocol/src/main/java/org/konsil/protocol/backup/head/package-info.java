/** Last stage of a backup: the signed word which manifest is the newest, the one thing of it that the host reads. */
@NullMarked
package org.konsil.protocol.backup.head;

import org.jspecify.annotations.NullMarked;
