package io.geckos.access.policy;

/**
 * A user, a role or a session that a policy names: by its ARN, or by its unique id.
 *
 * @param place where it stands, for people
 * @param text the ARN, or the id: {@code AIDA…} of a user, {@code AROA…} of a role, {@code AROA…:session} of a session
 * @param start where its first quotation mark stands in the document
 * @param end the position after its last quotation mark
 */
public record PrincipalName(String place, String text, int start, int end) {}
