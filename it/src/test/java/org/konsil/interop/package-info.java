/** Both MLS libraries in one group: ours in Java and the app's in TypeScript. */
@NullMarked
package org.konsil.interop;

import org.jspecify.annotations.NullMarked;
