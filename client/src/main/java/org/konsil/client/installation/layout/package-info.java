/** What an installation is made of before anything runs: settings, ports, folders, secrets; the other stages read it. */
@NullMarked
package org.konsil.client.installation.layout;

import org.jspecify.annotations.NullMarked;
