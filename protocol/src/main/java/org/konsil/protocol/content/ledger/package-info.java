/** Whether everything came (C2, N1): what the log's numbers and each sender's chain tell, after the content was read. */
@NullMarked
package org.konsil.protocol.content.ledger;

import org.jspecify.annotations.NullMarked;
