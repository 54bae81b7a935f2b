package org.konsil.server.cluster;

/** Something that another node told may not have come here: everybody connected has to look into the database again. */
public record NewsMissed() {}
