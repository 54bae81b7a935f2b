/** What a device keeps: records sealed one by one, written in steps that happen wholly or not at all. */
@NullMarked
package org.konsil.client.storage;

import org.jspecify.annotations.NullMarked;
