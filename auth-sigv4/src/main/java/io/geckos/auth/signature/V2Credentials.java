package io.geckos.auth.signature;

/**
 * The Version 2 signature of a request and its parameters, as the request states them. Nothing of it is verified yet.
 *
 * @param date the date line of the signed text: the time of the request, or the time when it expires
 */
public record V2Credentials(String accessKeyId, String signature, String date) {}
