/// Registration of plug-ins: the rules of steps and their images, and what may be deleted while steps use it. Begin with
/// [RegistrationRules]. Depends on `message` and `query`; the code of plug-ins is the matter of the room `plugin`.
@NullMarked
package dev.colonnade.engine.registration;

import org.jspecify.annotations.NullMarked;
