/** All certificates there are, for those who look after them: what ends soon is told, what is long dead goes. */
@NullMarked
package org.konsil.server.certification.inventory;

import org.jspecify.annotations.NullMarked;
