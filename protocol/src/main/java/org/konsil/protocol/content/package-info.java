/** What is inside the ciphertext: bounds, the sender's chain, split messages and what devices sign about them. */
@NullMarked
package org.konsil.protocol.content;

import org.jspecify.annotations.NullMarked;
