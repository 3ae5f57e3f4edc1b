/// What plug-ins and clients compile against: records and their values, requests and responses, and the
/// [OrganizationService] that takes them. Begin with [Entity] and [OrganizationService]. Depends on nothing but the JDK.
@NullMarked
package dev.colonnade.sdk;

import org.jspecify.annotations.NullMarked;
