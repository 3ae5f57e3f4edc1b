package dev.colonnade.sdk.query;

/// Direction of an order.
public enum OrderType {
    ASCENDING,
    DESCENDING
}
