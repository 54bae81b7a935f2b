package org.konsil.server.cluster;

/** Another node told what was committed there. */
public record NewsHeard(NodeNews news) {}
