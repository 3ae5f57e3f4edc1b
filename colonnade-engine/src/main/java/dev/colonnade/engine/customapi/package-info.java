/// Custom APIs: the rules of the tables `customapi`, `customapirequestparameter` and `customapiresponseproperty`, and the
/// messages that their rows define. Begin with [CustomApiRules] for the former, [CustomApiMessages] for the latter. Depends on
/// `message` and `query`.
@NullMarked
package dev.colonnade.engine.customapi;

import org.jspecify.annotations.NullMarked;
