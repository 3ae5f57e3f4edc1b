package dev.colonnade.engine.message;

/// What a message is bound to.
public enum Binding {
    GLOBAL,
    ENTITY,
    ENTITY_COLLECTION
}
