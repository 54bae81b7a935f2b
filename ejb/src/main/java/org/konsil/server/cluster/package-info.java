/**
 * Several nodes on one database: each tells the others which logs grew, so that a device hears at once what came in at another
 * node. The database has the truth; what is told here only says where to look.
 */
@NullMarked
package org.konsil.server.cluster;

import org.jspecify.annotations.NullMarked;
