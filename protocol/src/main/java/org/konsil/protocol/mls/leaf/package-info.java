/** What a device says about itself: credential, leaf node and key package (RFC 9420, sections 5.3, 7.2 and 10). */
@NullMarked
package org.konsil.protocol.mls.leaf;

import org.jspecify.annotations.NullMarked;
