package io.geckos.auth.signature;

/**
 * What a request says about its own signature of Version 2; nothing of it is verified yet.
 *
 * @param date the line of the signed text that says when the request was made, or until when it holds
 */
public record V2Credentials(String accessKeyId, String signature, String date) {}
