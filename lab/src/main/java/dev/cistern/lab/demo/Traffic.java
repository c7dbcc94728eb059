package dev.cistern.lab.demo;

/**
 * What became of the requests of a load.
 *
 * @param answered answered with a status under 500
 * @param failed no answer, or a status of 500 and more
 * @param shed not sent, since too many were in flight
 */
public record Traffic(long answered, long failed, long shed) {}
