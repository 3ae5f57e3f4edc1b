package dev.colonnade.engine.containment;

/// How the threads of plug-ins are used at the moment.
///
/// @param threadsMax plug-ins that may run at once
/// @param active requests that have a thread
/// @param waiting requests that wait for one
/// @param abandoned threads that were given up and have not come back
/// @param stopped executions stopped since the start
/// @param abandonedInAll threads given up since the start
public record PluginUse(int threadsMax, int active, int waiting, int abandoned, long stopped, long abandonedInAll) {}
