/** Foreign programs: unpacked, started, recognised later, ended; used by the stages for each server. */
@NullMarked
package org.konsil.client.installation.process;

import org.jspecify.annotations.NullMarked;
